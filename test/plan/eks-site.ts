import type { Value, Values } from "../../engine/values.ts";
import type { Handle, Program } from "./simulate.ts";

const zones = ["ap-northeast-1a", "ap-northeast-1c"];
const serviceAccount = "aws-network-flow-monitor-agent-service-account";

/** Parts that tests leave out or change. */
export interface EksChoices {
  noPodIdentityAgent?: boolean;
  noAssociation?: boolean;
  noNodes?: boolean;
  /** Inputs of the cluster beside its name. */
  cluster?: Values;
  /** More Kubernetes resources. */
  more?: (kube: Kube, p: Program, vpcId: Value) => void;
}

/** Makes Kubernetes objects in the namespace `shop`. */
export type Kube = (kind: string, name: string, content: Values, namespace?: string) => Handle;

const versions: Record<string, string> = {
  ConfigMap: "core/v1",
  CronJob: "batch/v1",
  DaemonSet: "apps/v1",
  Deployment: "apps/v1",
  Ingress: "networking.k8s.io/v1",
  Job: "batch/v1",
  Namespace: "core/v1",
  NetworkPolicy: "networking.k8s.io/v1",
  Pod: "core/v1",
  Service: "core/v1",
  ServiceAccount: "core/v1",
  StatefulSet: "apps/v1",
  TargetGroupBinding: "elbv2.k8s.aws/v1beta1",
};

/** A maker of objects in the cluster of a provider. */
export function kubeOf(p: Program, provider?: Handle): Kube {
  return (kind, name, content, namespace = "shop") =>
    p.resource(
      `kubernetes:${versions[kind] ?? "x/v1"}:${kind}`,
      `${namespace}-${kind}-${name}`.toLowerCase(),
      { kind, metadata: { name, namespace }, ...content },
      provider === undefined ? {} : { options: { provider: `${provider.urn}::id` } },
    );
}

/** The template of pods with the label `app` and one container. */
export function template(app: string, container: Values = {}, spec: Values = {}): Values {
  return {
    metadata: { labels: { app } },
    spec: { containers: [{ name: app, image: "registry.example/image", ...container }], ...spec },
  };
}

/** Environment variables of a container. */
export function env(variables: Record<string, Value>): Values {
  return { env: Object.entries(variables).map(([name, value]) => ({ name, value })) };
}

/** A Deployment of one container, and a Service in front of it unless told otherwise. */
export function app(kube: Kube, name: string, container: Values = {}, replicas = 2): void {
  kube("Deployment", name, { spec: { replicas, template: template(name, container) } });
  kube("Service", name, { spec: { ports: [{ port: 80, targetPort: 8080 }], selector: { app: name } } });
}

/** A VPC with two private subnets behind a NAT gateway, and gateway endpoints for S3 and DynamoDB. */
function network(p: Program): { subnets: Value[]; vpcId: Value } {
  const vpc = p.resource("aws:ec2/vpc:Vpc", "net", { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true });
  const gateway = p.resource("aws:ec2/internetGateway:InternetGateway", "net-igw", { vpcId: vpc.id });
  const subnetWith = (name: string, availabilityZone: string, cidrBlock: string, route: Values) => {
    const inputs = { availabilityZone, cidrBlock, vpcId: vpc.id };
    const subnet = p.resource("aws:ec2/subnet:Subnet", name, inputs);
    const table = p.resource("aws:ec2/routeTable:RouteTable", `${name}-table`, {
      routes: [{ cidrBlock: "0.0.0.0/0", ...route }],
      vpcId: vpc.id,
    });
    const joined = { routeTableId: table.id, subnetId: subnet.id };
    p.resource("aws:ec2/routeTableAssociation:RouteTableAssociation", `${name}-join`, joined);
    return { subnet, table };
  };
  const open = subnetWith("net-public", "ap-northeast-1a", "10.0.9.0/24", { gatewayId: gateway.id });
  const nat = p.resource("aws:ec2/natGateway:NatGateway", "net-nat", { subnetId: open.subnet.id });
  const closed = zones.map((zone, at) =>
    subnetWith(`net-private-${at + 1}`, zone, `10.0.${at}.0/24`, { natGatewayId: nat.id }),
  );
  for (const service of ["s3", "dynamodb"]) {
    p.resource("aws:ec2/vpcEndpoint:VpcEndpoint", `net-${service}`, {
      routeTableIds: closed.map(({ table }) => table.id),
      serviceName: `com.amazonaws.ap-northeast-1.${service}`,
      vpcId: vpc.id,
    });
  }
  return { subnets: closed.map(({ subnet }) => subnet.id), vpcId: vpc.id };
}

/** A cluster as `@pulumi/eks` makes it, its nodes in two zones, the agent, a monitor, and a small shop in it. */
export function eksSite(p: Program, choices: EksChoices = {}): void {
  const { subnets, vpcId } = network(p);
  const eks = p.resource("eks:index:Cluster", "eks", { version: "1.35" }, { remote: true });
  const inside = { parent: eks, constructedBy: eks };
  const inputs = { version: "1.35", vpcConfig: { subnetIds: subnets }, ...choices.cluster };
  const cluster = p.resource("aws:eks/cluster:Cluster", "eks-eksCluster", inputs, inside);
  const clusterName = cluster.out("name");
  const provider = p.resource("pulumi:providers:kubernetes", "k8s", {
    kubeconfig: p.text(`{"server":"`, cluster.out("endpoint"), `"}`),
  });
  if (choices.noNodes !== true) nodes(p, clusterName, subnets);
  agents(p, clusterName, choices);
  const scope = p.resource("aws:networkflowmonitor/scope:Scope", "nfm", { targets: [] });
  p.resource("aws:networkflowmonitor/monitor:Monitor", "cluster", {
    localResources: [{ identifier: cluster.out("arn"), type: "AWS::EKS::Cluster" }],
    monitorName: "cluster",
    scopeArn: scope.out("scopeArn"),
  });
  const kube = kubeOf(p, provider);
  shop(p, kube, clusterName);
  choices.more?.(kube, p, vpcId);
}

function nodes(p: Program, clusterName: Value, subnets: Value[]): void {
  const role = p.resource("aws:iam/role:Role", "node");
  subnets.forEach((subnet, at) =>
    p.resource("aws:eks/nodeGroup:NodeGroup", `workers-${at + 1}`, {
      clusterName,
      instanceTypes: ["t3.medium"],
      nodeRoleArn: role.out("arn"),
      scalingConfig: { desiredSize: at + 1 },
      subnetIds: [subnet],
    }),
  );
}

function agents(p: Program, clusterName: Value, choices: EksChoices): void {
  const role = p.resource("aws:iam/role:Role", "agent");
  p.resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "agent-publish", {
    policyArn: "arn:aws:iam::aws:policy/CloudWatchNetworkFlowMonitorAgentPublishPolicy",
    role: role.out("name"),
  });
  if (choices.noPodIdentityAgent !== true) {
    const inputs = { addonName: "eks-pod-identity-agent", clusterName };
    p.resource("aws:eks/addon:Addon", "pod-identity", inputs);
  }
  const podIdentityAssociations = [{ roleArn: role.out("arn"), serviceAccount }];
  p.resource("aws:eks/addon:Addon", "nfm-agent", {
    addonName: "aws-network-flow-monitoring-agent",
    clusterName,
    ...(choices.noAssociation === true ? {} : { podIdentityAssociations }),
  });
}

/** A web site that calls a cart, and a cart that reads a table by a role of its own. */
function shop(p: Program, kube: Kube, clusterName: Value): void {
  const table = p.resource("aws:dynamodb/table:Table", "carts", { billingMode: "PAY_PER_REQUEST" });
  const role = p.resource("aws:iam/role:Role", "cart");
  p.resource("aws:iam/rolePolicy:RolePolicy", "cart-reads", {
    policy: p.text(
      `{"Statement":[{"Action":"dynamodb:Query","Effect":"Allow","Resource":"`,
      table.out("arn", (token) => `arn:aws:dynamodb:ap-northeast-1:123456789012:table/carts-${token}`),
      `"}]}`,
    ),
    role: role.out("name"),
  });
  p.resource("aws:eks/podIdentityAssociation:PodIdentityAssociation", "cart", {
    clusterName,
    namespace: "shop",
    roleArn: role.out("arn"),
    serviceAccount: "cart",
  });
  app(kube, "site", env({ CART_URL: "http://cart.shop.svc.cluster.local/api" }));
  kube("Deployment", "cart", {
    spec: { template: template("cart", env({ TABLE: table.out("name") }), { serviceAccountName: "cart" }) },
  });
  kube("Service", "cart", { spec: { ports: [{ port: 80, targetPort: 8080 }], selector: { app: "cart" } } });
}
