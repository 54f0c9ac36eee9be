import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { AccessLogs } from "./access-logs.ts";
import type { Network } from "./network.ts";
import type { Groups } from "./security-groups.ts";
import type { Site } from "./settings.ts";

/** The load balancer and what the instances register with. */
export interface Balancer {
  loadBalancer: aws.lb.LoadBalancer;
  targetGroup: aws.lb.TargetGroup;
  /** Until a listener uses the target group, its health checks do not run. */
  listeners: aws.lb.Listener[];
}

/** TLS 1.2 and 1.3. Source: Application Load Balancers guide, "Security policies"; on the list of Security Hub ELB.17. */
const tlsPolicy = "ELBSecurityPolicy-TLS13-1-2-2021-06";

function createTargetGroup(site: Site, network: Network): aws.lb.TargetGroup {
  const { component, name, region, tags } = site;
  return new aws.lb.TargetGroup(
    `${name}-web`,
    {
      vpcId: network.vpcId,
      port: 80,
      // Plain text, inside the VPC only: the agent sees TCP either way, and instances would need certificates.
      protocol: "HTTP",
      targetType: "instance",
      // The page is small: half a minute is enough for requests under way.
      deregistrationDelay: 30,
      healthCheck: {
        path: "/",
        matcher: "200",
        interval: 10,
        timeout: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 3,
      },
      region,
      tags,
    },
    { parent: component },
  );
}

function createLoadBalancer(
  site: Site,
  network: Network,
  groups: Groups,
  logs: AccessLogs,
): aws.lb.LoadBalancer {
  const { component, name, settings, region, tags } = site;
  return new aws.lb.LoadBalancer(
    `${name}-alb`,
    {
      loadBalancerType: "application",
      internal: !settings.internetFacing,
      subnets: network.balancerSubnetIds,
      securityGroups: [groups.balancer.id],
      accessLogs: { bucket: logs.bucket.bucket, enabled: true },
      dropInvalidHeaderFields: true,
      desyncMitigationMode: "defensive",
      enableDeletionProtection: settings.deletionProtection,
      region,
      tags,
    },
    // AWS tries a write when access logs are turned on.
    { parent: component, dependsOn: [logs.policy] },
  );
}

/** Port 80 alone, or port 443 with a redirect from port 80. */
function createListeners(
  site: Site,
  loadBalancerArn: pulumi.Output<string>,
  targetGroupArn: pulumi.Output<string>,
  certificateArn: pulumi.Input<string> | undefined,
): aws.lb.Listener[] {
  const { component, name, region, tags } = site;
  // A target group serves one load balancer at a time, so the old listener goes before a new one takes it over.
  const options = { parent: component, deleteBeforeReplace: true };
  const base = { loadBalancerArn, region, tags };
  const forward = { type: "forward", targetGroupArn };
  const plainHttp = { ...base, port: 80, protocol: "HTTP" };
  if (certificateArn === undefined) {
    return [new aws.lb.Listener(`${name}-http`, { ...plainHttp, defaultActions: [forward] }, options)];
  }
  const redirect = { type: "redirect", redirect: { port: "443", protocol: "HTTPS", statusCode: "HTTP_301" } };
  const http = new aws.lb.Listener(`${name}-http`, { ...plainHttp, defaultActions: [redirect] }, options);
  const https = new aws.lb.Listener(
    `${name}-https`,
    {
      ...base,
      port: 443,
      protocol: "HTTPS",
      sslPolicy: tlsPolicy,
      certificateArn,
      defaultActions: [forward],
    },
    // Where the load balancer is another as well, the old listener lets go of the target group first.
    { ...options, dependsOn: [http] },
  );
  return [http, https];
}

/**
 * The load balancer in front of the instances, one node or more in each zone. It has no web application firewall:
 * it serves one fixed page, to none but the allowed ranges.
 */
export function createBalancer(
  site: Site,
  network: Network,
  groups: Groups,
  logs: AccessLogs,
  certificateArn: pulumi.Input<string> | undefined,
): Balancer {
  const targetGroup = createTargetGroup(site, network);
  const loadBalancer = createLoadBalancer(site, network, groups, logs);
  const listeners = createListeners(site, loadBalancer.arn, targetGroup.arn, certificateArn);
  return { loadBalancer, targetGroup, listeners };
}
