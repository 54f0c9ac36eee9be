import type { Value, Values } from "../../engine/values.ts";
import type { Handle, Program } from "./simulate.ts";

const zones = ["ap-northeast-1a", "ap-northeast-1c"];

/** Parts that tests leave out or change. */
export interface SiteChoices {
  /** Without the default routes of the subnets. */
  noRoutes?: boolean;
  /** Without the associations of subnets and route tables. */
  noAssociations?: boolean;
  /** With an interface endpoint for flow reports; the number is the port that its group admits. */
  endpointPort?: number;
  /** Whether that endpoint has private DNS. Default: yes. */
  privateDns?: boolean;
  noActivation?: boolean;
  noPolicy?: boolean;
  noEgress?: boolean;
  noPublicAddress?: boolean;
}

/** An awsx Vpc with two public subnets, with the children that the recording V1 of the real provider shows. */
export function vpc(
  p: Program,
  choices: SiteChoices = {},
): { component: Handle; subnets: Value[]; vpcId: Value } {
  const component = p.resource("awsx:ec2:Vpc", "site-vpc", { cidrBlock: "10.0.0.0/16" }, { remote: true });
  const inside = { constructedBy: component };
  const net = p.resource(
    "aws:ec2/vpc:Vpc",
    "site-vpc",
    { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true, enableDnsSupport: true },
    { ...inside, parent: component },
  );
  const gateway = p.resource(
    "aws:ec2/internetGateway:InternetGateway",
    "site-vpc",
    { vpcId: net.id },
    { ...inside, parent: net },
  );
  const subnets = zones.map((availabilityZone, at) => {
    const name = `site-vpc-public-${at + 1}`;
    const inputs: Values = {
      availabilityZone,
      cidrBlock: `10.0.${at * 128}.0/24`,
      mapPublicIpOnLaunch: choices.noPublicAddress !== true,
      vpcId: net.id,
    };
    const subnet = p.resource("aws:ec2/subnet:Subnet", name, inputs, { ...inside, parent: net });
    const table = p.resource(
      "aws:ec2/routeTable:RouteTable",
      name,
      { vpcId: net.id },
      { ...inside, parent: subnet },
    );
    if (choices.noAssociations !== true) {
      const inputs = { routeTableId: table.id, subnetId: subnet.id };
      p.resource("aws:ec2/routeTableAssociation:RouteTableAssociation", name, inputs, {
        ...inside,
        parent: table,
      });
    }
    if (choices.noRoutes !== true) {
      const inputs = { destinationCidrBlock: "0.0.0.0/0", gatewayId: gateway.id, routeTableId: table.id };
      p.resource("aws:ec2/route:Route", name, inputs, { ...inside, parent: table });
    }
    return subnet.id;
  });
  return { component, subnets, vpcId: net.id };
}

/** The content of a Command document that installs and, unless told otherwise, activates the agent. */
export function documentContent(activates: boolean): string {
  const install = {
    action: "aws:configurePackage",
    name: "install",
    inputs: { action: "Install", name: "AmazonCloudWatchNetworkFlowMonitorAgent" },
  };
  const activate = {
    action: "aws:runDocument",
    name: "activate",
    inputs: {
      documentParameters: { Action: "Activate" },
      documentPath: "AmazonCloudWatch-NetworkFlowMonitorManageAgent",
      documentType: "SSMDocument",
    },
  };
  return JSON.stringify({ mainSteps: activates ? [install, activate] : [install], schemaVersion: "2.2" });
}

/** A web site as in the article: two zones, a load balancer, one group of instances, scope, monitor and agents. */
export function site(p: Program, choices: SiteChoices = {}): void {
  const { component, subnets, vpcId } = vpc(p, choices);
  p.outputsOf(component, p.dryRun ? {} : { publicSubnetIds: subnets, vpcId });
  const all = { cidrBlocks: ["0.0.0.0/0"], fromPort: 0, protocol: "-1", toPort: 0 };
  const group = p.resource("aws:ec2/securityGroup:SecurityGroup", "site-instances", {
    egress: choices.noEgress === true ? [] : [all],
    vpcId,
  });
  const role = p.resource("aws:iam/role:Role", "site-role", {
    assumeRolePolicy: JSON.stringify({
      Statement: [{ Action: "sts:AssumeRole", Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" } }],
      Version: "2012-10-17",
    }),
  });
  if (choices.noPolicy !== true) {
    p.resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "site-agent-publish", {
      policyArn: "arn:aws:iam::aws:policy/CloudWatchNetworkFlowMonitorAgentPublishPolicy",
      role: role.out("name"),
    });
  }
  const profile = p.resource("aws:iam/instanceProfile:InstanceProfile", "site-profile", {
    role: role.out("name"),
  });
  instances(p, subnets, group, profile);
  if (choices.endpointPort !== undefined) endpoint(p, choices, subnets, vpcId);
  flowMonitor(p, choices);
}

function instances(p: Program, subnets: Value[], group: Handle, profile: Handle): void {
  const template = p.resource("aws:ec2/launchTemplate:LaunchTemplate", "site-template", {
    blockDeviceMappings: [
      { deviceName: "/dev/xvda", ebs: { encrypted: "true", volumeSize: 8, volumeType: "gp3" } },
    ],
    iamInstanceProfile: {
      arn: profile.out("arn", (token) => `arn:aws:iam::123456789012:instance-profile/p-${token}`),
    },
    imageId: "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64",
    instanceType: "t3.micro",
    vpcSecurityGroupIds: [group.id],
  });
  p.resource("aws:autoscaling/group:Group", "site-asg", {
    desiredCapacity: 2,
    launchTemplate: { id: template.id, version: "$Latest" },
    maxSize: 4,
    minSize: 2,
    tags: [{ key: "nfm", propagateAtLaunch: true, value: "on" }],
    vpcZoneIdentifiers: subnets,
  });
  p.resource("aws:lb/loadBalancer:LoadBalancer", "site-alb", { loadBalancerType: "application", subnets });
}

function endpoint(p: Program, choices: SiteChoices, subnets: Value[], vpcId: Value): void {
  const port = choices.endpointPort ?? 443;
  const ingress = [{ cidrBlocks: ["10.0.0.0/16"], fromPort: port, protocol: "tcp", toPort: port }];
  const group = p.resource("aws:ec2/securityGroup:SecurityGroup", "site-endpoints", {
    egress: [],
    ingress,
    vpcId,
  });
  p.resource("aws:ec2/vpcEndpoint:VpcEndpoint", "site-reports", {
    privateDnsEnabled: choices.privateDns !== false,
    securityGroupIds: [group.id],
    serviceName: "com.amazonaws.ap-northeast-1.networkflowmonitorreports",
    subnetIds: subnets,
    vpcEndpointType: "Interface",
    vpcId,
  });
}

function flowMonitor(p: Program, choices: SiteChoices): void {
  const scope = p.resource("aws:networkflowmonitor/scope:Scope", "nfm-scope", {
    targets: [
      {
        region: "ap-northeast-1",
        targetIdentifier: { targetId: { accountId: "123456789012" }, targetType: "ACCOUNT" },
      },
    ],
  });
  p.resource("aws:networkflowmonitor/monitor:Monitor", "dev-zone-a", {
    localResources: [{ identifier: "ap-northeast-1a", type: "AWS::AvailabilityZone" }],
    monitorName: "dev-zone-a",
    scopeArn: scope.out(
      "scopeArn",
      (token) => `arn:aws:networkflowmonitor:ap-northeast-1:123456789012:scope/${token}`,
    ),
  });
  const document = p.resource("aws:ssm/document:Document", "site-agent", {
    content: documentContent(choices.noActivation !== true),
    documentType: "Command",
  });
  p.resource("aws:ssm/association:Association", "site-agent", {
    name: document.out("name"),
    scheduleExpression: "rate(1 day)",
    targets: [{ key: "tag:nfm", values: ["on"] }],
  });
}
