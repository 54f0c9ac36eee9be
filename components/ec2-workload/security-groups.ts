import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Egress, NetworkLayout, Traffic } from "./args.ts";
import type { Endpoints } from "./endpoints.ts";
import type { Network } from "./network.ts";
import type { Site } from "./settings.ts";

/** One group for each kind of network interface. */
export interface Groups {
  balancer: aws.ec2.SecurityGroup;
  instances: aws.ec2.SecurityGroup;
  endpoints: aws.ec2.SecurityGroup;
}

/** A rule of a group. */
export type Rule = aws.vpc.SecurityGroupIngressRule | aws.vpc.SecurityGroupEgressRule;

/** Who is at the other end of a rule. */
interface Peer {
  cidrIpv4?: string;
  referencedSecurityGroupId?: pulumi.Output<string>;
  prefixListId?: pulumi.Output<string>;
}

/** One TCP rule before it is made. */
interface RuleSpec {
  name: string;
  direction: "ingress" | "egress";
  group: aws.ec2.SecurityGroup;
  port: number;
  peer: Peer;
  description: string;
}

const http = 80;
const https = 443;
const everywhere = "0.0.0.0/0";

/** The groups, still without rules. */
export function createGroups(site: Site, network: Network): Groups {
  const { component, name, region, tags } = site;
  const create = (role: string, description: string) =>
    new aws.ec2.SecurityGroup(
      `${name}-${role}`,
      { vpcId: network.vpcId, description, region, tags },
      { parent: component },
    );
  return {
    balancer: create("balancer", "Load balancer of the web site"),
    instances: create("instances", "Instances of the web site"),
    endpoints: create("endpoints", "VPC endpoints that the instances use"),
  };
}

function member(group: aws.ec2.SecurityGroup): Peer {
  return { referencedSecurityGroupId: group.id };
}

function balancerRules(site: Site, { balancer, instances }: Groups): RuleSpec[] {
  const ports: [string, number][] = [["http", http]];
  if (site.settings.https) ports.push(["https", https]);
  const visitors = site.settings.allowedCidrs.flatMap((cidrIpv4) =>
    ports.map(([scheme, port]): RuleSpec => ({
      name: `balancer-${scheme}-from-${cidrIpv4.replace("/", "-")}`,
      direction: "ingress",
      group: balancer,
      port,
      peer: { cidrIpv4 },
      description: "Web site from an allowed range",
    })),
  );
  const description = "Requests and health checks";
  const [to, from] = [member(instances), member(balancer)];
  return [
    ...visitors,
    {
      name: "balancer-to-instances",
      direction: "egress",
      group: balancer,
      port: http,
      peer: to,
      description,
    },
    {
      name: "instances-from-balancer",
      direction: "ingress",
      group: instances,
      port: http,
      peer: from,
      description,
    },
  ];
}

/**
 * The site's own traffic goes from an instance to the load balancer, and from there to any instance. Instances
 * never talk to each other directly, so no group has a rule to itself.
 */
function trafficRules(site: Site, { balancer, instances }: Groups): RuleSpec[] {
  if (site.settings.traffic === Traffic.Off) return [];
  const description = "The site's own traffic";
  const [to, from] = [member(balancer), member(instances)];
  return [
    {
      name: "instances-to-balancer",
      direction: "egress",
      group: instances,
      port: http,
      peer: to,
      description,
    },
    {
      name: "balancer-from-instances",
      direction: "ingress",
      group: balancer,
      port: http,
      peer: from,
      description,
    },
  ];
}

/** DNS and instance metadata need no rule: security groups do not see them. */
function apiRules(
  site: Site,
  { instances, endpoints }: Groups,
  s3: aws.ec2.VpcEndpoint | undefined,
): RuleSpec[] {
  const egress = (name: string, peer: Peer, description: string): RuleSpec => ({
    name,
    direction: "egress",
    group: instances,
    port: https,
    peer,
    description,
  });
  const rules: RuleSpec[] = [
    egress("instances-to-endpoints", member(endpoints), "AWS APIs through the VPC endpoints"),
    {
      name: "endpoints-from-instances",
      direction: "ingress",
      group: endpoints,
      port: https,
      peer: member(instances),
      description: "AWS APIs for the instances",
    },
  ];
  if (s3 !== undefined) {
    rules.push(
      egress("instances-to-s3", { prefixListId: s3.prefixListId }, "Packages through the S3 endpoint"),
    );
  }
  if (site.settings.network === NetworkLayout.Public || site.settings.egress === Egress.Nat) {
    // What has no endpoint here has no fixed address either.
    const peer = { cidrIpv4: everywhere };
    rules.push(egress("instances-to-internet", peer, "Packages, and AWS APIs that have no endpoint here"));
  }
  return rules;
}

/**
 * The rules of all groups, each a resource of its own. Only what the site needs may pass; answers need no rule.
 */
export function createRules(site: Site, groups: Groups, endpoints: Endpoints): Rule[] {
  const { component, region, tags } = site;
  const specs = [
    ...balancerRules(site, groups),
    ...trafficRules(site, groups),
    ...apiRules(site, groups, endpoints.s3),
  ];
  return specs.map(({ name, direction, group, port, peer, description }) => {
    const at = { securityGroupId: group.id, ipProtocol: "tcp", fromPort: port, toPort: port };
    const args = { ...at, ...peer, description, region, tags };
    const type = direction === "ingress" ? aws.vpc.SecurityGroupIngressRule : aws.vpc.SecurityGroupEgressRule;
    return new type(`${site.name}-${name}`, args, { parent: component });
  });
}
