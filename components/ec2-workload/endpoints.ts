import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { endpointServices, publishAction } from "../nfm/index.ts";
import { NetworkLayout } from "./args.ts";
import type { Network } from "./network.ts";
import type { Groups } from "./security-groups.ts";
import type { Site } from "./settings.ts";

/** The VPC endpoints of the site. */
export interface Endpoints {
  all: aws.ec2.VpcEndpoint[];
  /** The gateway endpoint of S3; undefined when the instances are public. */
  s3: aws.ec2.VpcEndpoint | undefined;
}

/** What the Systems Manager agent talks to. Source: Systems Manager guide, "Create VPC endpoints". */
const managerServices = ["ssm", "ssmmessages", "ec2messages"];

/**
 * Whoever uses the endpoint of the reports can do nothing but send reports.
 * Source: CloudWatch User Guide, "Using CloudWatch with interface VPC endpoints", sample policy.
 */
const publishOnly = JSON.stringify({
  Statement: [{ Action: publishAction, Effect: "Allow", Principal: "*", Resource: "*" }],
  Version: "2012-10-17",
});

/** Policies by service. The others keep the default, full access: AWS documents no narrower one for them. */
const policies: Record<string, string> = { [endpointServices.reports]: publishOnly };

/**
 * The endpoints are resources of our own: awsx names its endpoints by service alone, so that two sites in one
 * stack would collide. In public subnets only those of Systems Manager are made; reports and packages have a way.
 */
export function createEndpoints(site: Site, network: Network, groups: Groups): Endpoints {
  const { component, name, region, tags } = site;
  const parent = { parent: component };
  const base = { vpcId: network.vpcId, region, tags };
  const serviceName = (service: string) => pulumi.interpolate`com.amazonaws.${site.regionName}.${service}`;
  const isPrivate = site.settings.network === NetworkLayout.Private;

  const services = isPrivate ? [...managerServices, endpointServices.reports] : managerServices;
  const interfaces = services.map(
    (service) =>
      new aws.ec2.VpcEndpoint(
        `${name}-${service}`,
        {
          ...base,
          serviceName: serviceName(service),
          vpcEndpointType: "Interface",
          subnetIds: network.instanceSubnetIds,
          // With the default group closed, an endpoint without a group of its own would be dead.
          securityGroupIds: [groups.endpoints.id],
          privateDnsEnabled: true,
          policy: policies[service],
        },
        parent,
      ),
  );
  if (!isPrivate) return { all: interfaces, s3: undefined };

  const s3 = new aws.ec2.VpcEndpoint(
    `${name}-s3`,
    {
      ...base,
      serviceName: serviceName("s3"),
      vpcEndpointType: "Gateway",
      routeTableIds: network.privateRouteTableIds,
    },
    parent,
  );
  return { all: [...interfaces, s3], s3 };
}
