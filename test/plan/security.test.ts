import assert from "node:assert/strict";
import type { Values } from "../../engine/values.ts";
import { planOf } from "./analyse.ts";
import type { Program } from "./simulate.ts";

function exposures(program: (p: Program) => void): string[] {
  return planOf(program).security.map(({ kind, subject, detail }) => `${kind} | ${subject} | ${detail}`);
}

function policy(...statements: Values[]): string {
  return JSON.stringify({ Statement: statements, Version: "2012-10-17" });
}

describe("what a security review reads first", () => {
  it("lists who assumes a role and what it gets, attached, managed and inline", () => {
    const found = exposures((p) => {
      const trust = policy({
        Action: "sts:AssumeRole",
        Effect: "Allow",
        Principal: { Service: ["ec2.amazonaws.com", "ssm.amazonaws.com"] },
      });
      const role = p.resource("aws:iam/role:Role", "r", {
        assumeRolePolicy: trust,
        managedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
      });
      p.resource("aws:iam/role:Role", "open", {
        assumeRolePolicy: policy({ Action: "sts:AssumeRole", Effect: "Allow", Principal: "*" }),
      });
      p.resource("aws:iam/role:Role", "untrusted", { assumeRolePolicy: policy() });
      const own = p.resource("aws:iam/policy:Policy", "own", {
        policy: policy({ Action: "s3:*", Effect: "Deny", Resource: "*" }),
      });
      const attach = (name: string, policyArn: Values[string]) =>
        p.resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", name, {
          policyArn,
          role: role.out("name"),
        });
      attach("a", own.out("arn"));
      attach("b", "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore");
      p.resource("aws:iam/rolePolicy:RolePolicy", "inline", {
        policy: policy(
          {
            Action: ["s3:GetObject", "s3:PutObject", "s3:ListBucket", "s3:DeleteObject"],
            Effect: "Allow",
            Resource: "arn:aws:s3:::b",
          },
          { Effect: "Deny", NotAction: "s3:*", NotResource: ["a", "b"] },
        ),
        role: "elsewhere",
      });
      p.resource("aws:iam/rolePolicy:RolePolicy", "odd", { policy: "not json at all", role: "odd" });
      p.resource("aws:iam/rolePolicy:RolePolicy", "broken", { policy: "{ broken", role: "odd" });
      p.resource("aws:iam/rolePolicy:RolePolicy", "none", { role: "odd" });
    });
    assert.deepEqual(found, [
      "IAM | elsewhere | Allow s3:GetObject, s3:PutObject and 2 more on arn:aws:s3:::b",
      "IAM | elsewhere | Deny everything but s3:* on everything but a, b",
      "IAM | odd | policy not json at all",
      "IAM | odd | policy { broken",
      "IAM | open | may be assumed by *",
      "IAM | own | Deny s3:* on *",
      "IAM | r | gets AmazonSSMManagedInstanceCore",
      "IAM | r | gets ReadOnlyAccess",
      "IAM | r | gets own",
      "IAM | r | may be assumed by ec2.amazonaws.com, ssm.amazonaws.com",
    ]);
  });

  it("lists security-group rules of all forms and both directions, egress to everybody too", () => {
    const found = exposures((p) => {
      const all = { cidrBlocks: ["0.0.0.0/0"], fromPort: 0, protocol: "-1", toPort: 0 };
      const group = p.resource("aws:ec2/securityGroup:SecurityGroup", "g", {
        egress: [all],
        ingress: [
          { ...all, cidrBlocks: ["10.0.0.0/8"], ipv6CidrBlocks: ["::/0"] },
          { fromPort: 1, protocol: "tcp", self: true, toPort: 9 },
        ],
      });
      const rule = { fromPort: 443, protocol: "tcp", securityGroupId: group.id, toPort: 443 };
      p.resource("aws:ec2/securityGroupRule:SecurityGroupRule", "in", {
        ...rule,
        sourceSecurityGroupId: group.id,
        type: "ingress",
      });
      p.resource("aws:ec2/securityGroupRule:SecurityGroupRule", "out", {
        ...rule,
        cidrBlocks: ["10.0.0.0/8"],
        type: "egress",
      });
      p.resource("aws:ec2/securityGroupRule:SecurityGroupRule", "elsewhere", {
        ...rule,
        securityGroupId: "sg-1",
        type: "ingress",
      });
      p.resource("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "out6", {
        cidrIpv6: "::/0",
        ipProtocol: "-1",
        securityGroupId: group.id,
      });
    });
    assert.deepEqual(found, [
      "security group | g | in everything from 10.0.0.0/8, anywhere (::/0)",
      "security group | g | in tcp 1-9 from itself",
      "security group | g | in tcp 443 from g",
      "security group | g | out everything to anywhere (0.0.0.0/0)",
      "security group | g | out everything to anywhere (::/0)",
      "security group | g | out tcp 443 to 10.0.0.0/8",
    ]);
  });

  it("lists what the Internet can reach", () => {
    const found = exposures((p) => {
      p.resource("aws:alb/loadBalancer:LoadBalancer", "inside", { internal: true });
      p.resource("aws:alb/loadBalancer:LoadBalancer", "outside", {});
      p.resource("aws:ec2/subnet:Subnet", "front", { mapPublicIpOnLaunch: true });
      p.resource("aws:eks/cluster:Cluster", "any", {});
      p.resource("aws:eks/cluster:Cluster", "some", { vpcConfig: { publicAccessCidrs: ["192.0.2.0/24"] } });
      p.resource("aws:eks/cluster:Cluster", "none", { vpcConfig: { endpointPublicAccess: false } });
    });
    assert.deepEqual(found, [
      "public | any | API reachable from 0.0.0.0/0",
      "public | front | instances here get public addresses",
      "public | outside | load balancer with a public address",
      "public | some | API reachable from 192.0.2.0/24",
    ]);
  });
});
