import assert from "node:assert/strict";
import type { Value, Values } from "../../engine/values.ts";
import { planOf } from "./analyse.ts";
import { eksSite, env, kubeOf, template, type EksChoices, type Kube } from "./eks-site.ts";
import type { Handle, Program } from "./simulate.ts";

/** The calls of pods called `x` in the cluster of the EKS site: target, port, categories, way, state. */
function callsOfX(more: NonNullable<EksChoices["more"]>, choices: EksChoices = {}): string[] {
  const { flows = [] } = planOf((p) => eksSite(p, { ...choices, more }));
  return flows
    .filter(({ from }) => from.name === "x")
    .map(({ to, port, categories, via, state, reason }) =>
      [
        `${to.kind} ${to.name} ${port ?? "?"}`,
        categories.join("+") || "-",
        ...(via === undefined ? [] : [via]),
        ...(state === "open" ? [] : [state]),
        ...(reason === undefined ? [] : [reason]),
      ].join(", "),
    );
}

function x(kube: Kube, container: Values, spec: Values = {}): void {
  kube("Deployment", "x", { spec: { template: template("x", container, spec) } });
}

const withEnv = (variables: Record<string, Value>) => callsOfX((kube) => x(kube, env(variables)));

/** A role with one statement, for the service account `x` of the namespace `shop`. */
function roleFor(p: Program, kube: Kube, actions: Value, resource: Value = "*"): Handle {
  const role = p.resource("aws:iam/role:Role", "x");
  const policy = p.text(
    `{"Statement":[{"Action":${JSON.stringify(actions)},"Effect":"Allow","Resource":"`,
    resource,
    `"},{"Action":"sqs:SendMessage","Effect":"Deny","Resource":"*"}]}`,
  );
  p.resource("aws:iam/rolePolicy:RolePolicy", "x", { policy, role: role.out("name") });
  kube("ServiceAccount", "x", {
    metadata: {
      annotations: { "eks.amazonaws.com/role-arn": role.out("arn") },
      name: "x",
      namespace: "shop",
    },
  });
  return role;
}

const own = { serviceAccountName: "x" };
const byNat = "NAT gateway";

describe("who calls AWS", () => {
  it("is read from hosts of AWS, with the category that the way there gives", () => {
    assert.deepEqual(withEnv({ A: "https://sqs.ap-northeast-1.amazonaws.com/1/q" }), [
      `AWS service sqs 443, UNCLASSIFIED, ${byNat}`,
    ]);
    assert.deepEqual(
      withEnv({ A: "https://pets.s3.ap-northeast-1.amazonaws.com/x", B: "s3.amazonaws.com" }),
      ["AWS service s3 443, AMAZON_S3, gateway endpoint"],
    );
    assert.deepEqual(withEnv({ A: "https://kinesis.us-east-1.amazonaws.com" }), [
      `AWS service kinesis-streams 443, INTER_REGION, ${byNat}`,
    ]);
    assert.deepEqual(withEnv({ DB_HOST: "d.abc.ap-northeast-1.rds.amazonaws.com", DB_PORT: "5432" }), [
      "database d.abc.ap-northeast-1.rds.amazonaws.com 5432, -, unknown, where that is, is not in this program",
    ]);
    assert.deepEqual(withEnv({ A: "https://www.example.org" }), [
      `internet www.example.org 443, UNCLASSIFIED, ${byNat}`,
    ]);
  });

  it("is read from addresses, in the nodes' VPC or nobody knows where", () => {
    assert.deepEqual(withEnv({ A: "http://10.0.3.4:9000", B: "http://172.31.0.1" }), [
      "addresses 10.0.3.4/32 9000, INTER_AZ+INTRA_AZ",
      "addresses 172.31.0.1/32 80, -, unknown, where that is, is not in this program",
    ]);
  });

  it("is read from commands of the AWS CLI, and not from words about it", () => {
    const command = (text: string) => callsOfX((kube) => x(kube, { command: ["sh", "-c", text] }));
    assert.deepEqual(
      command("aws --region eu-west-3 s3api list-objects-v2 --bucket b; aws ssm get-parameter"),
      ["AWS service s3 443, AMAZON_S3, gateway endpoint", `AWS service ssm 443, UNCLASSIFIED, ${byNat}`],
    );
    assert.deepEqual(command("echo aws and others; pip install aws cli"), []);
  });

  it("is read from names of resources, whole or in a text, also where the value is not traced", () => {
    const found = callsOfX((kube, p) => {
      const queue = p.resource("aws:sqs/queue:Queue", "orders");
      const topic = p.resource("aws:sns/topic:Topic", "news");
      const bus = p.resource("aws:cloudwatch/eventBus:EventBus", "bus");
      const key = p.resource("aws:kms/key:Key", "key");
      x(
        kube,
        env({
          A: queue.out("url"),
          B: p.text("to ", topic.out("arn")),
          C: p.apply(bus.out("name"), (name) => name.slice(2)),
          D: key.out("arn"),
        }),
      );
    });
    assert.deepEqual(found, [
      `AWS service events 443, UNCLASSIFIED, ${byNat}`,
      `AWS service sns 443, UNCLASSIFIED, ${byNat}`,
      `AWS service sqs 443, UNCLASSIFIED, ${byNat}`,
    ]);
  });

  it("is read from what a role may do, and a name is no call where the role may do nothing with it", () => {
    const found = callsOfX((kube, p) => {
      roleFor(p, kube, ["dynamodb:Query", "kms:Decrypt", "sts:AssumeRole", "*"]);
      const bucket = p.resource("aws:s3/bucket:Bucket", "pictures");
      x(kube, env({ A: bucket.out("bucket") }), own);
    });
    assert.deepEqual(found, ["AWS service dynamodb 443, AMAZON_DYNAMODB, gateway endpoint"]);
  });

  it("takes a name for a call where part of the role's policies is not in the program", () => {
    const found = callsOfX((kube, p) => {
      const role = roleFor(p, kube, "logs:PutLogEvents");
      p.resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "x-s3", {
        policyArn: "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
        role: role.out("name"),
      });
      const table = p.resource("aws:dynamodb/table:Table", "t", { billingMode: "PAY_PER_REQUEST" });
      x(kube, env({ A: table.out("name") }), own);
    });
    assert.deepEqual(found, [
      "AWS service dynamodb 443, AMAZON_DYNAMODB, gateway endpoint",
      `AWS service logs 443, UNCLASSIFIED, ${byNat}`,
      "AWS service s3 443, AMAZON_S3, gateway endpoint",
    ]);
  });

  it("follows addresses in parameters that the role names one by one", () => {
    const found = callsOfX((kube, p) => {
      const parameter = p.resource("aws:ssm/parameter:Parameter", "url", {
        insecureValue: "http://cart.shop",
      });
      p.resource("aws:ssm/parameter:Parameter", "other", { insecureValue: "http://site.shop" });
      roleFor(p, kube, ["ssm:GetParameter"], parameter.out("arn"));
      x(kube, {}, own);
    });
    assert.deepEqual(found, [
      `AWS service ssm 443, UNCLASSIFIED, ${byNat}`,
      "pods cart 80, INTER_AZ+INTRA_AZ",
    ]);
  });

  it("is a neighbour behind an interface endpoint, and stops at one that is shut", () => {
    const through = (ingress: Values[], service = "sqs") =>
      callsOfX((kube, p, vpcId) => {
        const group = p.resource("aws:ec2/securityGroup:SecurityGroup", "endpoint", { ingress });
        p.resource("aws:ec2/vpcEndpoint:VpcEndpoint", "endpoint", {
          privateDnsEnabled: true,
          securityGroupIds: [group.id],
          serviceName: `com.amazonaws.ap-northeast-1.${service}`,
          vpcEndpointType: "Interface",
          vpcId,
        });
        x(kube, env({ A: "https://sqs.ap-northeast-1.amazonaws.com/1/q" }));
      });
    const open = { cidrBlocks: ["10.0.0.0/16"], fromPort: 443, protocol: "tcp", toPort: 443 };
    assert.deepEqual(through([open]), ["AWS service sqs 443, INTER_AZ+INTRA_AZ, interface endpoint"]);
    assert.deepEqual(through([]), [
      "AWS service sqs 443, -, interface endpoint, closed, endpoint admits no 443 from net-private-1 by its security groups",
    ]);
    assert.deepEqual(through([], "sns"), [`AWS service sqs 443, UNCLASSIFIED, ${byNat}`]);
  });

  it("finds databases and load balancers by their addresses, in this VPC or another", () => {
    const found = callsOfX((kube, p, vpcId) => {
      const database = (name: string, home: Value, engine: string) => {
        const subnet = p.resource("aws:ec2/subnet:Subnet", `${name}-subnet`, { vpcId: home });
        const group = p.resource("aws:rds/subnetGroup:SubnetGroup", name, { subnetIds: [subnet.id] });
        const inputs = { dbSubnetGroupName: group.out("name"), engine };
        return p.resource("aws:rds/instance:Instance", `${name}-db`, inputs);
      };
      const far = p.resource("aws:ec2/vpc:Vpc", "far", {});
      const inner = p.resource("aws:lb/loadBalancer:LoadBalancer", "inner", { internal: true });
      const outer = p.resource("aws:lb/loadBalancer:LoadBalancer", "outer", {});
      const near = database("near", vpcId, "postgres");
      x(
        kube,
        env({
          DB_HOST: near.out("address"),
          FAR_HOST: database("far", far.id, "mysql").out("address"),
          NAME: near.out("dbName"),
          A: p.text("http://", inner.out("dnsName"), "/"),
          B: p.text("https://", outer.out("dnsName"), "/"),
        }),
      );
    });
    assert.deepEqual(found, [
      "database far-db 3306, INTER_VPC",
      "load balancer inner 80, INTER_AZ+INTRA_AZ",
      "database near-db 5432, INTER_AZ+INTRA_AZ",
      `load balancer outer 443, UNCLASSIFIED, ${byNat}`,
    ]);
  });

  it("leaves the category open where the nodes are not in the program, but for pods, S3 and DynamoDB", () => {
    const { flows = [] } = planOf((p) => {
      const kube = kubeOf(p);
      const [queue, bucket] = ["sqs", "s3"].map(
        (service) => `https://${service}.ap-northeast-1.amazonaws.com`,
      );
      x(kube, env({ A: queue ?? "", B: bucket ?? "", C: "http://y.shop.svc" }));
    });
    assert.deepEqual(
      flows.map(({ to, categories, state }) => [to.name, categories, state]),
      [
        ["s3", ["AMAZON_S3"], "unknown"],
        ["sqs", [], "unknown"],
        ["y", ["INTER_AZ", "INTRA_AZ"], "open"],
      ],
    );
  });

  it("stays in one zone where all nodes are, and where a Service prefers its own", () => {
    const zonesOf = (program: (kube: Kube) => void, subnets: string[]) => {
      const { flows = [] } = planOf((p) => {
        const cluster = p.resource("aws:eks/cluster:Cluster", "c", { name: "c" });
        const made = subnets.map((availabilityZone) => {
          return p.resource("aws:ec2/subnet:Subnet", `in-${availabilityZone}`, { availabilityZone }).id;
        });
        p.resource("aws:eks/nodeGroup:NodeGroup", "n", { clusterName: "c", subnetIds: made });
        const kubeconfig = cluster.out("endpoint");
        program(kubeOf(p, p.resource("pulumi:providers:kubernetes", "k8s", { kubeconfig })));
      });
      return flows.map(({ categories }) => categories.join("+"));
    };
    const pair =
      (more: Values = {}) =>
      (kube: Kube) => {
        kube("Deployment", "y", { spec: { template: template("y") } });
        kube("Service", "y", { spec: { ports: [{ port: 80 }], selector: { app: "y" }, ...more } });
        x(kube, env({ A: "http://y/" }));
      };
    assert.deepEqual(zonesOf(pair(), ["a", "b"]), ["INTER_AZ+INTRA_AZ"]);
    assert.deepEqual(zonesOf(pair(), ["a"]), ["INTRA_AZ"]);
    assert.deepEqual(zonesOf(pair({ trafficDistribution: "PreferClose" }), ["a", "b"]), ["INTRA_AZ"]);
    assert.deepEqual(zonesOf(pair({ internalTrafficPolicy: "Local" }), ["a", "b"]), ["INTRA_AZ"]);
  });
});
