import { only, part, sections, together, without, type Switch } from "../switching.ts";

const ec2 = (change: object) => part("nfm:ec2", change);
const agent = (change: object) => part("nfm:agent", change);
const monitors = (change: object) => part("nfm:monitors", change);

const groups = ["update Group site-web-1", "update Group site-web-2"];
const firstZone = { type: "AWS::AvailabilityZone", identifier: "ap-northeast-1a" };
const forBoth = (lines: (zone: string) => string[]) => ["1", "2"].flatMap(lines);

/** What a NAT gateway in each zone consists of. */
const nat = (what: string) =>
  forBoth((zone) => [
    `${what} Eip site-vpc-${zone}`,
    `${what} NatGateway site-vpc-${zone}`,
    `${what} Route site-vpc-private-${zone}`,
  ]);

/** What private subnets consist of, without a way out, and what instances in them need. */
const privateSubnets = (what: string) => [
  ...forBoth((zone) =>
    ["Subnet", "RouteTable", "RouteTableAssociation"].map(
      (kind) => `${what} ${kind} site-vpc-private-${zone}`,
    ),
  ),
  `${what} RolePolicy site-instances-s3`,
  `${what} SecurityGroupEgressRule site-instances-to-s3`,
  `${what} VpcEndpoint site-networkflowmonitorreports`,
  `${what} VpcEndpoint site-s3`,
];

/** Balancer, endpoints and instances move to other subnets of the same zones. */
const moved = [
  "update LaunchTemplate site-web",
  "update LoadBalancer site-alb",
  ...["ec2messages", "ssm", "ssmmessages"].map((service) => `update VpcEndpoint site-${service}`),
  ...groups,
];

/** What is switched in the stack `dev`, each from where the one before ended. */
export const ec2Switches: Switch[] = [
  {
    title:
      "longer logs, a bucket that keeps them, a protected load balancer and a second instance in each zone come in " +
      "place, and another range that may visit gets its rule before the old one goes",
    change: ec2({
      allowedCidrs: ["192.0.2.0/24"],
      deletionProtection: true,
      forceDestroy: false,
      instancesPerZone: 2,
      logRetentionDays: 30,
    }),
    does: [
      "create SecurityGroupIngressRule site-balancer-http-from-192.0.2.0-24",
      "delete SecurityGroupIngressRule site-balancer-http-from-0.0.0.0-0",
      "update Bucket site-access-logs",
      "update BucketLifecycleConfiguration site-access-logs",
      "update LoadBalancer site-alb",
      "update LogGroup site-flow-logs",
      ...groups,
    ],
  },
  {
    title:
      "instances of another architecture without traffic of their own come by a new version of the launch template; " +
      "bucket and load balancer may go again",
    change: ec2({
      architecture: "arm64",
      deletionProtection: false,
      forceDestroy: true,
      instanceType: "t4g.small",
      traffic: "off",
    }),
    does: [
      "delete SecurityGroupEgressRule site-instances-to-balancer",
      "delete SecurityGroupIngressRule site-balancer-from-instances",
      "update Bucket site-access-logs",
      "update LaunchTemplate site-web",
      "update LoadBalancer site-alb",
      ...groups,
    ],
  },
  {
    title:
      "how and when the agent is rolled out, and which one, change association and document in place, and a topic " +
      "for failures brings the rule that reports them",
    change: agent({
      complianceSeverity: "HIGH",
      failureTopicArn: "arn:aws:sns:ap-northeast-1:123456789012:alarms",
      maxConcurrency: "25%",
      maxErrors: "5%",
      packageVersion: "9",
      schedule: "rate(2 days)",
      waitForSuccessTimeoutSeconds: 1200,
    }),
    does: [
      "create EventRule agent-failed",
      "create EventTarget agent-failed-topic",
      "update Association agent-groups-1",
      "update Document agent-activate",
    ],
  },
  {
    title:
      "a certificate brings a second listener, to which the first one sends; a monitor over another zone changes in " +
      "place, and one more is made beside it",
    change: together(
      ec2({
        certificateArn:
          "arn:aws:acm:ap-northeast-1:123456789012:certificate/11111111-2222-4333-8444-555555555555",
      }),
      monitors({ "first-zone": { over: "availabilityZone", number: 2 }, region: { over: "region" } }),
    ),
    does: [
      "create Listener site-https",
      "create Monitor region-monitor",
      "create SecurityGroupIngressRule site-balancer-https-from-192.0.2.0-24",
      "update Listener site-http",
      "update Monitor first-zone-monitor",
    ],
  },
  {
    title:
      "a site for the inside only, which a load balancer cannot become, gets a new one before the old one goes; a " +
      "monitor over subnets instead of a zone changes in place",
    change: together(
      ec2({ internetFacing: false }),
      monitors({ "first-zone": { over: "subnet", number: 2 } }),
    ),
    does: [
      "create Listener site-http",
      "create Listener site-https",
      "create LoadBalancer site-alb",
      "delete Listener site-http",
      "delete Listener site-https",
      "delete LoadBalancer site-alb",
      "update Monitor first-zone-monitor",
    ],
    overlaps: ["LoadBalancer"],
  },
  {
    title: "private instances get subnets with their own way out, and load balancer and endpoints move along",
    change: ec2({ network: "private", egress: "nat" }),
    // The monitor is over a subnet of the instances.
    does: [...nat("create"), ...privateSubnets("create"), ...moved, "update Monitor first-zone-monitor"],
  },
  {
    title: "endpoints alone take the NAT gateways away, and a monitor of named flows changes in place",
    change: together(
      ec2({ egress: "endpoints" }),
      monitors({
        "first-zone": {
          localResources: [firstZone],
          remoteResources: [{ type: "AWS::AWSService", identifier: "S3" }],
        },
      }),
    ),
    does: [
      ...nat("delete"),
      "delete SecurityGroupEgressRule site-instances-to-internet",
      "update Monitor first-zone-monitor",
    ],
  },
  {
    title: "public instances let the private subnets go once nothing is in them",
    change: ec2({ network: "public", egress: undefined }),
    does: [
      "create SecurityGroupEgressRule site-instances-to-internet",
      ...moved,
      ...privateSubnets("delete"),
    ],
  },
  {
    title:
      "another mode of the agent ends the old association before the new one begins, and then drops its document",
    change: agent({ mode: "deactivate" }),
    does: [
      "create Association agent-groups-1",
      "create Document agent-deactivate",
      "delete Association agent-groups-1",
      "delete Document agent-activate",
      // It names the association whose failures it reports.
      "update EventRule agent-failed",
    ],
  },
  {
    title: "a scope that a destroy is to keep, and a longer wait for one, change nothing now",
    change: part("nfm:scope", { createTimeoutMinutes: 90, onDestroy: "retain" }),
    does: [],
  },
  {
    title: "tags reach everything that has them, and replace nothing",
    change: part("nfm:tags", { Project: "watched", Team: "net" }),
    does: only("update"),
  },
  {
    title: "no workload any more takes the site away, and never the scope",
    change: together(without("nfm:ec2", "nfm:agent"), sections({ "nfm:workload": "none" })),
    does: only("delete"),
  },
  {
    title: "and puts it back into another network",
    change: sections({
      "nfm:workload": "ec2",
      "nfm:ec2": {
        availabilityZoneCount: 3,
        cidrBlock: "10.8.0.0/16",
        deletionProtection: false,
        forceDestroy: true,
      },
    }),
    does: only("create"),
  },
];
