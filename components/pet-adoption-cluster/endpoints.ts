import * as aws from "@pulumi/aws";
import type * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import { gatewayServices, interfaceServices } from "./endpoint-services.ts";
import type { Site } from "./site.ts";

/** The VPC endpoints that were made. */
export interface ClusterEndpoints {
  all: aws.ec2.VpcEndpoint[];
  /** Ids of the interface endpoints, by service. */
  ids: Record<string, pulumi.Output<string>>;
}

function endpointGroup(site: Site, vpc: awsx.ec2.Vpc): aws.ec2.SecurityGroup {
  return new aws.ec2.SecurityGroup(
    `${site.name}-endpoints`,
    {
      description: "HTTPS from the VPC to its endpoints",
      vpcId: vpc.vpcId,
      ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: [site.settings.cidrBlock] }],
      tags: site.tags,
    },
    { parent: site.component },
  );
}

/** What every endpoint is made with. */
function endpointArgs(site: Site, vpc: awsx.ec2.Vpc, service: string) {
  const serviceName = pulumi.interpolate`com.amazonaws.${site.regionName}.${service}`;
  return { vpcId: vpc.vpcId, serviceName, tags: site.tags };
}

function gatewayEndpoint(site: Site, vpc: awsx.ec2.Vpc, service: string): aws.ec2.VpcEndpoint {
  const routeTableIds = vpc.routeTables.apply((tables) => pulumi.all(tables.map((table) => table.id)));
  return new aws.ec2.VpcEndpoint(
    `${site.name}-${service}`,
    { ...endpointArgs(site, vpc, service), vpcEndpointType: "Gateway", routeTableIds },
    { parent: site.component },
  );
}

/**
 * Gateway endpoints of S3 and DynamoDB for every route table, and the interface endpoints that are needed. They are
 * resources of our own: awsx names its endpoints by service alone, so that two clusters in one stack would collide.
 */
export function createEndpoints(
  site: Site,
  vpc: awsx.ec2.Vpc,
  subnetIds: pulumi.Output<string>[],
): ClusterEndpoints {
  const gateways = gatewayServices.map((service) => gatewayEndpoint(site, vpc, service));
  const services = interfaceServices(site.settings, site.args.ingress !== undefined);
  if (services.length === 0) return { all: gateways, ids: {} };

  const securityGroupIds = [endpointGroup(site, vpc).id];
  const interfaces = services.map((service) => {
    const args = {
      ...endpointArgs(site, vpc, service),
      vpcEndpointType: "Interface",
      privateDnsEnabled: true,
    };
    return new aws.ec2.VpcEndpoint(
      `${site.name}-${service}`,
      { ...args, subnetIds, securityGroupIds },
      { parent: site.component },
    );
  });
  const ids = Object.fromEntries(
    services.map((service, index) => [service, interfaces[index]?.id ?? pulumi.output("")]),
  );
  return { all: [...gateways, ...interfaces], ids };
}
