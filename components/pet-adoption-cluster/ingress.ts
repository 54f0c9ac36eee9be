import * as aws from "@pulumi/aws";
import type * as eks from "@pulumi/eks";
import * as pulumi from "@pulumi/pulumi";
import type { PetIngressArgs } from "./args.ts";
import type { ControlPlane } from "./cluster.ts";
import { healthPath, ingressNodePort } from "./names.ts";
import type { ClusterNetwork } from "./network.ts";
import type { Site } from "./site.ts";

/** TLS 1.2 and 1.3. Source: Elastic Load Balancing, "Security policies for your Application Load Balancer". */
const sslPolicy = "ELBSecurityPolicy-TLS13-1-2-2021-06";

const anywhere = "0.0.0.0/0";

/** Ports of the listeners: with a certificate the plain one only redirects. */
function listenerPorts(ingress: PetIngressArgs): number[] {
  return ingress.certificateArn === undefined ? [80] : [80, 443];
}

/** Users reach the listeners, the load balancer reaches the nodes' port, and nothing else opens. */
function createGroup(site: Site, network: ClusterNetwork, plane: ControlPlane, ingress: PetIngressArgs) {
  const { name, component, tags } = site;
  const options = { parent: component };
  const group = new aws.ec2.SecurityGroup(
    `${name}-ingress`,
    {
      description: "Users of the pet site",
      vpcId: network.vpcId,
      ingress: listenerPorts(ingress).map((port) => ({
        protocol: "tcp",
        fromPort: port,
        toPort: port,
        cidrBlocks: ingress.allowedCidrs,
      })),
      egress: [
        { protocol: "tcp", fromPort: ingressNodePort, toPort: ingressNodePort, cidrBlocks: [anywhere] },
      ],
      tags,
    },
    options,
  );
  new aws.vpc.SecurityGroupIngressRule(
    `${name}-ingress`,
    {
      securityGroupId: plane.securityGroupId,
      referencedSecurityGroupId: group.id,
      ipProtocol: "tcp",
      fromPort: ingressNodePort,
      toPort: ingressNodePort,
      tags,
    },
    options,
  );
  return group;
}

function createListeners(
  site: Site,
  ingress: PetIngressArgs,
  balancer: aws.lb.LoadBalancer,
  target: aws.lb.TargetGroup,
): pulumi.Resource {
  const { name, component, tags } = site;
  // A target group serves one load balancer at a time, so the old listener goes before a new one takes it over.
  const options = { parent: component, deleteBeforeReplace: true };
  const forward = { defaultActions: [{ type: "forward", targetGroupArn: target.arn }], tags };
  const plain = { loadBalancerArn: balancer.arn, port: 80, protocol: "HTTP" };
  const { certificateArn } = ingress;
  if (certificateArn === undefined)
    return new aws.lb.Listener(`${name}-http`, { ...plain, ...forward }, options);
  const redirect = { port: "443", protocol: "HTTPS", statusCode: "HTTP_301" };
  const http = new aws.lb.Listener(
    `${name}-http`,
    { ...plain, defaultActions: [{ type: "redirect", redirect }], tags },
    options,
  );
  return new aws.lb.Listener(
    `${name}-https`,
    { loadBalancerArn: balancer.arn, port: 443, protocol: "HTTPS", sslPolicy, certificateArn, ...forward },
    // Where the load balancer is another as well, the old listener lets go of the target group first.
    { ...options, dependsOn: [http] },
  );
}

function createTarget(site: Site, network: ClusterNetwork): aws.lb.TargetGroup {
  return new aws.lb.TargetGroup(
    `${site.name}-petsite`,
    {
      vpcId: network.vpcId,
      targetType: "instance",
      port: ingressNodePort,
      protocol: "HTTP",
      deregistrationDelay: 15,
      healthCheck: { path: healthPath, interval: 15, healthyThreshold: 2, unhealthyThreshold: 3 },
      tags: site.tags,
    },
    { parent: site.component },
  );
}

/**
 * A load balancer in front of the web site, made of AWS's resources alone: no controller in the cluster, so that a
 * destroy waits for no finalizer and no hook. It reaches the nodes through their Auto Scaling groups. Returns its URL.
 */
export function createIngress(
  site: Site,
  network: ClusterNetwork,
  plane: ControlPlane,
  groups: eks.ManagedNodeGroup[],
): pulumi.Output<string> | undefined {
  const { ingress } = site.args;
  if (ingress === undefined) return undefined;
  const options = { parent: site.component };
  const group = createGroup(site, network, plane, ingress);
  const balancer = new aws.lb.LoadBalancer(
    `${site.name}-ingress`,
    {
      loadBalancerType: "application",
      internal: ingress.internetFacing === false,
      // In a new VPC these come from awsx's component, and who depends on that waits for all that is in it, the internet
      // gateway and the routes too.
      subnets: network.publicSubnetIds,
      securityGroups: [group.id],
      dropInvalidHeaderFields: true,
      tags: site.tags,
    },
    options,
  );
  const target = createTarget(site, network);
  const listener = createListeners(site, ingress, balancer, target);
  groups.forEach((nodes, index) => {
    const scalingGroup = nodes.nodeGroup.apply((made) =>
      pulumi.output(made.resources).apply(([first]) => first?.autoscalingGroups[0]?.name ?? ""),
    );
    new aws.autoscaling.Attachment(
      `${site.name}-petsite-${String(index + 1)}`,
      { autoscalingGroupName: scalingGroup, lbTargetGroupArn: target.arn },
      { ...options, dependsOn: [listener] },
    );
  });
  const scheme = ingress.certificateArn === undefined ? "http" : "https";
  return pulumi.interpolate`${scheme}://${balancer.dnsName}`;
}
