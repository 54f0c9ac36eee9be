import assert from "node:assert/strict";
import type { Values } from "../../engine/values.ts";
import { longNameProblems } from "../../components/pet-adoption-cluster/validate.ts";
import { one, valueOf } from "../support/deploy.ts";
import { allows } from "../support/network-policies.ts";
import { deployPets, existingVpc, waitsFor } from "../support/pet-adoption.ts";

const ingress = { allowedCidrs: ["198.51.100.0/24"] };
const certificateArn = "arn:aws:acm:ap-northeast-1:123456789012:certificate/1";
const attachmentType = "aws:autoscaling/attachment:Attachment";

describe("PetAdoptionCluster's ingress", () => {
  for (const mode of ["preview", "update"] as const) {
    it(`is not there unless asked for, and then consists of AWS's resources alone (${mode})`, async () => {
      const plain = await deployPets({}, mode);
      assert.deepEqual(
        plain.registrations.filter((each) => each.type.startsWith("aws:lb/")),
        [],
      );
      const { registrations } = await deployPets({ ingress }, mode);
      const outside = registrations.filter((each) => /helm|Ingress$|LoadBalancer$/.test(each.type));
      assert.deepEqual(
        outside.map((each) => each.type),
        ["aws:lb/loadBalancer:LoadBalancer"],
      );
      assert.equal(registrations.filter((each) => each.type === attachmentType).length, 2);
    });
  }

  it("reaches the site on every node that has a pod of it, and asks for its health there", async () => {
    const { registrations, result } = await deployPets({ ingress });
    const service = one(registrations, "kubernetes:core/v1:Service", "pets-petsite").inputs.spec as Values;
    assert.equal(service.type, "NodePort");
    assert.equal(service.externalTrafficPolicy, "Local");
    const target = one(registrations, "aws:lb/targetGroup:TargetGroup").inputs;
    assert.equal(target.port, (service.ports as Values[])[0]!.nodePort);
    assert.equal(target.targetType, "instance");
    assert.equal((target.healthCheck as Values).path, "/health/status");
    const groups = registrations.filter((each) => each.type === attachmentType);
    assert.deepEqual(
      groups.map((each) => each.inputs.autoscalingGroupName),
      ["asg-pets-nodes-1", "asg-pets-nodes-2"],
    );
    assert.equal(await valueOf(result.url!), "http://pets-ingress.example");
  });

  it("opens only what it needs: users to the listener, itself to one port of the nodes, its subnets to the pods", async () => {
    const { registrations } = await deployPets({ ingress });
    const group = one(registrations, "aws:ec2/securityGroup:SecurityGroup", "pets-ingress").inputs;
    assert.deepEqual(group.ingress, [
      { protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ingress.allowedCidrs },
    ]);
    const rule = one(registrations, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").inputs;
    assert.deepEqual(
      [rule.securityGroupId, rule.referencedSecurityGroupId, rule.fromPort, rule.toPort],
      ["sg-pets-cluster", "pets-ingress-id", 30080, 30080],
    );
    const specs = registrations
      .filter((each) => each.inputs.kind === "NetworkPolicy")
      .map((each) => each.inputs.spec as Values);
    const attempt = (address: string, app: string) =>
      allows(specs, { from: { address }, to: { labels: { app } }, protocol: "TCP", port: 8080 });
    assert.ok(attempt("10.0.0.9", "petsite"));
    assert.ok(attempt("10.0.128.9", "petsite"));
    assert.ok(!attempt("10.0.1.9", "petsite"), "a pod's address");
    assert.ok(!attempt("10.0.0.9", "petsearch"));
  });

  it("lets an old listener go before a new load balancer's takes the target group, and the Service before its port", async () => {
    const { registrations } = await deployPets({ ingress: { ...ingress, certificateArn } });
    const listeners = registrations.filter((each) => each.type === "aws:lb/listener:Listener");
    assert.deepEqual(
      listeners.map(({ name, deleteBeforeReplace }) => [name, deleteBeforeReplace]),
      [
        ["pets-http", true],
        ["pets-https", true],
      ],
    );
    const [http, https] = listeners;
    assert.ok(https!.dependencies.includes(http!.urn));
    const services = registrations.filter((each) => each.type === "kubernetes:core/v1:Service");
    assert.deepEqual(
      services.filter((each) => each.deleteBeforeReplace).map((each) => each.name),
      ["pets-petsite"],
    );
  });

  it("serves 443 with a certificate, and sends plain requests there", async () => {
    const { registrations, result } = await deployPets({ ingress: { ...ingress, certificateArn } });
    const https = one(registrations, "aws:lb/listener:Listener", "pets-https").inputs;
    assert.deepEqual([https.port, https.protocol, https.certificateArn], [443, "HTTPS", certificateArn]);
    const [action] = one(registrations, "aws:lb/listener:Listener", "pets-http").inputs
      .defaultActions as Values[];
    assert.equal(action!.type, "redirect");
    assert.equal(await valueOf(result.url!), "https://pets-ingress.example");
  });

  it("stands in the given subnets of an existing VPC, and may keep to private addresses", async () => {
    const publicSubnetIds = ["subnet-0b0000000000000a1", "subnet-0b0000000000000c1"];
    const vpc = { ...existingVpc, publicSubnetIds, publicSubnetCidrs: ["10.1.0.0/24", "10.1.1.0/24"] };
    const { registrations } = await deployPets({ vpc, ingress: { ...ingress, internetFacing: false } });
    const { inputs } = one(registrations, "aws:lb/loadBalancer:LoadBalancer");
    assert.deepEqual([inputs.subnets, inputs.internal], [publicSubnetIds, true]);
    await assert.rejects(
      deployPets({ vpc: existingVpc, ingress }),
      /pets\.vpc\.publicSubnetIds: got 0 subnets;/,
    );
  });

  it("asks for a name that leaves room in the load balancer's 32 characters", () => {
    assert.deepEqual(longNameProblems({ ingress }, "a".repeat(16)), []);
    assert.deepEqual(longNameProblems({}, "a".repeat(30)), []);
    const [problem] = longNameProblems({ ingress }, "a".repeat(17));
    assert.equal(problem!.allowed, "at most 16 characters with an ingress");
  });

  const orders = [
    [
      `${attachmentType}::pets-petsite-1`,
      "aws:lb/listener:Listener::pets-http",
      "targets of a group that nobody uses",
    ],
    [`${attachmentType}::pets-petsite-1`, "pets-nodes-1", "a destroy that waits for a target group"],
    [
      "aws:lb/listener:Listener::pets-http",
      "aws:lb/targetGroup:TargetGroup::pets-petsite",
      "a target group in use at destroy",
    ],
    [
      "aws:lb/loadBalancer:LoadBalancer::pets-ingress",
      "aws:ec2/securityGroup:SecurityGroup::pets-ingress",
      "a group in use at destroy",
    ],
    [
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule::pets-ingress",
      "pets-cluster",
      "a rule in a group that EKS has deleted",
    ],
  ] as const;
  for (const [later, earlier, failure] of orders) {
    it(`${later} waits for ${earlier}, so goes before it in a destroy, or: ${failure}`, async () => {
      const { registrations } = await deployPets({ ingress });
      assert.ok(waitsFor(registrations, later, earlier));
    });
  }
});
