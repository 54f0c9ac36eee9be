import { resourcesOf, type AccountState, type Stored } from "./account.ts";
import { mentions } from "./mentions.ts";
import { launchTemplateOf, placesOf } from "./instances.ts";

/** What AWS answers when something is deleted that something else uses. */
interface InUse {
  operation: string;
  code: string;
  /** What keeps it, by type: the inputs in which it names what it uses. */
  by?: Record<string, string[]>;
  /** Id of what keeps it without naming it. */
  also?: (state: AccountState, resource: Stored) => string | undefined;
}

const cluster = "aws:eks/cluster:Cluster";
const lambda = "aws:lambda/function:Function";
const instance = "aws:ec2/instance:Instance";
const nodes = "aws:eks/nodeGroup:NodeGroup";
const endpoint = "aws:ec2/vpcEndpoint:VpcEndpoint";
const balancer = "aws:lb/loadBalancer:LoadBalancer";
const nat = "aws:ec2/natGateway:NatGateway";
const subnet = "aws:ec2/subnet:Subnet";
const group = "aws:autoscaling/group:Group";
const database = { cluster: "aws:rds/cluster:Cluster", instance: "aws:rds/instance:Instance" };

/**
 * What AWS refuses to delete while something uses it. Source, where a row says no other: each service's API reference,
 * the call's own text or its errors; for EC2 the error codes, `DependencyViolation`. Where EC2 says that the provider asks
 * again for minutes, and only then tells; here it tells at once, since the engine deletes what depends on something first.
 *
 * AWS lets go, and so does this table: of launch templates, instance profiles in use, keys (after a waiting time), load
 * balancers with listeners, Auto Scaling groups with instances, which the provider ends first, and roles of running
 * things.
 */
export const table: Record<string, InUse> = {
  "aws:ec2/vpc:Vpc": {
    operation: "EC2:DeleteVpc",
    code: "DependencyViolation",
    by: {
      [subnet]: ["vpcId"],
      "aws:ec2/internetGateway:InternetGateway": ["vpcId"],
      "aws:ec2/securityGroup:SecurityGroup": ["vpcId"],
      "aws:ec2/routeTable:RouteTable": ["vpcId"],
      [endpoint]: ["vpcId"],
    },
  },
  [subnet]: {
    operation: "EC2:DeleteSubnet",
    code: "DependencyViolation",
    by: {
      [group]: ["vpcZoneIdentifiers"],
      [instance]: ["subnetId"],
      [endpoint]: ["subnetIds"],
      [balancer]: ["subnets"],
      [cluster]: ["vpcConfig"],
      [nodes]: ["subnetIds"],
      [lambda]: ["vpcConfig"],
      [nat]: ["subnetId"],
    },
    also: databaseIn,
  },
  "aws:ec2/internetGateway:InternetGateway": {
    // "The VPC must not contain any running instances with Elastic IP addresses or public IPv4 addresses": so far the
    // text; that network interfaces of others count too is from its error, "has some mapped public address(es)".
    operation: "EC2:DetachInternetGateway",
    code: "DependencyViolation",
    also: publicAddressBehind,
  },
  "aws:ec2/eip:Eip": {
    operation: "EC2:ReleaseAddress",
    code: "InvalidIPAddress.InUse",
    by: { [nat]: ["allocationId"] },
  },
  "aws:ec2/securityGroup:SecurityGroup": {
    operation: "EC2:DeleteSecurityGroup",
    code: "DependencyViolation",
    by: {
      [balancer]: ["securityGroups"],
      [endpoint]: ["securityGroupIds"],
      [cluster]: ["vpcConfig"],
      [nodes]: ["remoteAccess"],
      [lambda]: ["vpcConfig"],
      [instance]: ["vpcSecurityGroupIds"],
      [database.cluster]: ["vpcSecurityGroupIds"],
      [database.instance]: ["vpcSecurityGroupIds"],
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": ["referencedSecurityGroupId"],
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": ["referencedSecurityGroupId"],
      "aws:ec2/securityGroupRule:SecurityGroupRule": ["sourceSecurityGroupId"],
      "aws:ec2/securityGroup:SecurityGroup": ["ingress", "egress"],
    },
    also: launchedInto,
  },
  "aws:ec2/routeTable:RouteTable": {
    operation: "EC2:DeleteRouteTable",
    code: "DependencyViolation",
    by: { "aws:ec2/routeTableAssociation:RouteTableAssociation": ["routeTableId"] },
  },
  "aws:cloudwatch/eventRule:EventRule": {
    // "Before you can delete the rule, you must remove all targets".
    operation: "EventBridge:DeleteRule",
    code: "ValidationException",
    by: { "aws:cloudwatch/eventTarget:EventTarget": ["rule"] },
  },
  "aws:iam/policy:Policy": {
    operation: "IAM:DeletePolicy",
    code: "DeleteConflict",
    by: { "aws:iam/rolePolicyAttachment:RolePolicyAttachment": ["policyArn"] },
  },
  "aws:iam/role:Role": {
    operation: "IAM:DeleteRole",
    code: "DeleteConflict",
    by: {
      "aws:iam/rolePolicy:RolePolicy": ["role"],
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment": ["role"],
      "aws:iam/instanceProfile:InstanceProfile": ["role"],
    },
  },
  "aws:lb/targetGroup:TargetGroup": {
    operation: "Elastic Load Balancing v2:DeleteTargetGroup",
    code: "ResourceInUse",
    by: { "aws:lb/listener:Listener": ["defaultActions"], "aws:lb/listenerRule:ListenerRule": ["actions"] },
  },
  [database.cluster]: {
    operation: "RDS:DeleteDBCluster",
    code: "InvalidDBClusterStateFault",
    by: { "aws:rds/clusterInstance:ClusterInstance": ["clusterIdentifier"] },
  },
  "aws:rds/subnetGroup:SubnetGroup": {
    operation: "RDS:DeleteDBSubnetGroup",
    code: "InvalidDBSubnetGroupStateFault",
    by: { [database.cluster]: ["dbSubnetGroupName"], [database.instance]: ["dbSubnetGroupName"] },
  },
  "aws:ssm/document:Document": {
    operation: "SSM:DeleteDocument",
    code: "AssociatedInstances",
    by: { "aws:ssm/association:Association": ["name"] },
  },
};

/** A database that has an address in a subnet, by its group of subnets. */
function databaseIn(state: AccountState, { id }: Stored): string | undefined {
  const groups = resourcesOf(state, "aws:rds/subnetGroup:SubnetGroup").filter(({ inputs }) =>
    mentions(inputs.subnetIds, id),
  );
  return [...resourcesOf(state, database.cluster), ...resourcesOf(state, database.instance)].find(
    ({ inputs }) => groups.some(({ outputs }) => outputs.name === inputs.dbSubnetGroupName),
  )?.id;
}

/** What has a public address in the VPC of an internet gateway. */
function publicAddressBehind(state: AccountState, { inputs }: Stored): string | undefined {
  const inside = new Set(
    resourcesOf(state, subnet).flatMap((each) => (each.inputs.vpcId === inputs.vpcId ? [each.id] : [])),
  );
  const isInside = (id: unknown) => typeof id === "string" && inside.has(id);
  const translators = resourcesOf(state, nat).filter(
    (each) => isInside(each.inputs.subnetId) && each.inputs.connectivityType !== "private",
  );
  const balancers = resourcesOf(state, balancer).filter(
    (each) =>
      each.inputs.internal !== true &&
      Array.isArray(each.inputs.subnets) &&
      each.inputs.subnets.some(isInside),
  );
  const launched = state.instances.filter((each) => {
    const owner = resourcesOf(state, group).find(({ id }) => id === each.group);
    if (owner === undefined) return false;
    return placesOf(state, owner).some((place) => isInside(place.subnet) && place.publicAddress === true);
  });
  return [...translators, ...balancers, ...launched][0]?.id;
}

/** What a launch template started in a security group. */
function launchedInto(state: AccountState, { id }: Stored): string | undefined {
  const isLaunched = (owner: Stored) => {
    const template = launchTemplateOf(state, owner)?.inputs ?? {};
    return mentions(template.networkInterfaces, id) || mentions(template.vpcSecurityGroupIds, id);
  };
  const owners = resourcesOf(state, group).filter(isLaunched);
  return (
    state.instances.find((each) => owners.some((owner) => owner.id === each.group))?.id ??
    resourcesOf(state, nodes).find(isLaunched)?.id
  );
}
