import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { plain } from "../shared/inputs.ts";
import { checked, refuse } from "../shared/problems.ts";
import { regionProblems } from "../shared/region.ts";
import { createAccessLogs } from "./access-logs.ts";
import type { Ec2WorkloadArgs } from "./args.ts";
import { createBalancer } from "./balancer.ts";
import { createEndpoints } from "./endpoints.ts";
import { createFlowLogs } from "./flow-logs.ts";
import { createInstances } from "./instances.ts";
import { createNetwork } from "./network.ts";
import { createInstanceRole } from "./role.ts";
import { createGroups, createRules } from "./security-groups.ts";
import { settingsOf, type Site } from "./settings.ts";
import { certificateArnProblems, nameProblems, validateEc2Workload } from "./validate.ts";

export * from "./args.ts";

/**
 * A web site on EC2 to watch with Network Flow Monitor: a VPC over two or more Availability Zones, a load balancer,
 * and in each zone an instance that says "Hello from AZ …" and makes a little traffic to the other zones.
 *
 * **Example**
 * ```ts
 * import { Ec2Workload, NetworkLayout } from "aws-network-flow-monitor/workloads";
 *
 * const site = new Ec2Workload("site", { region: "ap-northeast-1" });
 * const open = new Ec2Workload("open", {
 *   network: NetworkLayout.Public,
 *   internetFacing: true,
 *   allowedCidrs: ["192.0.2.10/32"],
 * });
 * ```
 *
 * **Cost**: instances, the load balancer, each interface endpoint in each zone, NAT gateways with egress `nat`, flow
 * logs by volume, and for each instance detailed monitoring. The README beside this file lists what there is to pay
 * for; `nfm plan` adds it up.
 *
 * **What can go wrong**
 * - A destroy fails while `deletionProtection` is on, and while the bucket of access logs holds logs and
 *   `forceDestroy` is off: set them, `up`, then destroy.
 * - The first `up` waits until the instances answer, up to 15 minutes. When it fails, the cause is in
 *   `/var/log/cloud-init-output.log` on the instance.
 * - Not every zone offers every instance type: name the zones if one has none to give.
 * - Changing `internetFacing` replaces the load balancer and its DNS name, which `deletionProtection` refuses;
 *   changing `network`, `cidrBlock` or the first zones replaces nearly everything.
 * - A zone gets its new instance before the old one goes, so each replacement needs room for both.
 * - Whether the agent's package needs more than the S3 endpoint is not documented: if its installation cannot
 *   finish, set `egress` to `nat`.
 *
 * Errors: a problem with the arguments stops the program with one line for each.
 */
export class Ec2Workload extends pulumi.ComponentResource {
  /** DNS name of the load balancer. */
  public readonly albDnsName: pulumi.Output<string>;
  /** Address of the site. With a certificate, only the certificate's own names fit it. */
  public readonly url: pulumi.Output<string>;
  /** Id of the VPC. */
  public readonly vpcId: pulumi.Output<string>;
  /** Ids of the subnets in which the instances stand, one for each zone. */
  public readonly subnetIds: pulumi.Output<string>[];
  /** Names of the Availability Zones: plain where they were given, known after the VPC otherwise. */
  public readonly availabilityZones: pulumi.Input<string>[];
  /** Name of the instances' role, for the policy that lets agents send reports. */
  public readonly instanceRoleName: pulumi.Output<string>;
  /** Names of the Auto Scaling groups, one for each zone, to find the instances by. */
  public readonly autoScalingGroupNames: pulumi.Output<string>[];
  /** Id of the instances' security group. */
  public readonly securityGroupId: pulumi.Output<string>;

  constructor(name: string, args: Ec2WorkloadArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network-flow-monitor:index:Ec2Workload", name, args, opts);
    refuse(this, [...nameProblems(name), ...validateEc2Workload(args, name)]);
    const site = describe(this, name, args);

    const network = createNetwork(site, args.availabilityZones);
    createFlowLogs(site, network);
    const groups = createGroups(site, network);
    const endpoints = createEndpoints(site, network, groups);
    const rules = createRules(site, groups, endpoints);
    const logs = createAccessLogs(site);
    const balancer = createBalancer(site, network, groups, logs, certificate(this, name, args));
    const role = createInstanceRole(site);
    // User data runs once, and an agent that cannot register waits for half an hour: no instance before its way out.
    const autoScalingGroups = createInstances(site, network, groups, role, balancer, [
      network.vpc,
      ...endpoints.all,
      ...rules,
      logs.policy,
      ...balancer.listeners,
      ...role.permissions,
      role.profile,
    ]);

    this.albDnsName = balancer.loadBalancer.dnsName;
    this.url = pulumi.interpolate`${site.settings.https ? "https" : "http"}://${this.albDnsName}/`;
    this.vpcId = network.vpcId;
    this.subnetIds = network.instanceSubnetIds;
    this.availabilityZones = network.availabilityZones;
    this.instanceRoleName = role.role.name;
    this.autoScalingGroupNames = autoScalingGroups.map((group) => group.name);
    this.securityGroupId = groups.instances.id;
    this.registerOutputs({
      albDnsName: this.albDnsName,
      url: this.url,
      vpcId: this.vpcId,
      subnetIds: this.subnetIds,
      availabilityZones: this.availabilityZones,
      instanceRoleName: this.instanceRoleName,
      autoScalingGroupNames: this.autoScalingGroupNames,
      securityGroupId: this.securityGroupId,
    });
  }
}

/** What the parts of the site have in common. */
function describe(component: pulumi.Resource, name: string, args: Ec2WorkloadArgs): Site {
  const { region, tags } = args;
  const regionName = region ?? aws.getRegionOutput({}, { parent: component }).region;
  return {
    component,
    name,
    settings: settingsOf(args),
    region,
    regionName:
      plain(region) ?? checked(component, regionName, (value) => regionProblems(value, `${name}.region`)),
    accountId: aws.getCallerIdentityOutput({}, { parent: component }).accountId,
    tags,
  };
}

/** The certificate, checked once it is known. */
function certificate(component: pulumi.Resource, name: string, args: Ec2WorkloadArgs) {
  if (args.certificateArn === undefined) return undefined;
  const path = `${name}.certificateArn`;
  return checked(component, args.certificateArn, (value) =>
    certificateArnProblems(value, path, plain(args.region)),
  );
}
