import assert from "node:assert/strict";
import type { Values } from "../../engine/values.ts";
import type { Handle } from "./simulate.ts";
import { instanceWays } from "./ways.ts";

interface Groups {
  client: Handle;
  endpoints: Handle;
}

type Peer = (groups: Groups) => Values;

const anywhere: Peer = () => ({ cidrIpv4: "0.0.0.0/0" });
const open = "i in home: open by interface endpoint reports";
const refused =
  "i in home: closed by interface endpoint reports, reports admits no 443 from home by its security groups";
const keptIn =
  "i in home: closed by interface endpoint reports, no egress rule of client lets 443 out that way";

/** The way to an endpoint whose group has one ingress rule, from an instance whose group has one egress rule. */
function endpointWay(
  ingress: Peer,
  egress: Peer,
  endpoint: Values = {},
  ports: [number, number] = [443, 443],
): string {
  const [way = "none"] = instanceWays((p, { net, subnet }) => {
    const group = (name: string) =>
      p.resource("aws:ec2/securityGroup:SecurityGroup", name, { vpcId: net.id });
    const groups = { client: group("client"), endpoints: group("endpoints") };
    const rule = (word: "Ingress" | "Egress", of: Handle, peer: Values) =>
      p.resource(`aws:vpc/securityGroup${word}Rule:SecurityGroup${word}Rule`, word, {
        fromPort: ports[0],
        ipProtocol: "tcp",
        securityGroupId: of.id,
        toPort: ports[1],
        ...peer,
      });
    rule("Ingress", groups.endpoints, ingress(groups));
    rule("Egress", groups.client, egress(groups));
    p.resource("aws:ec2/vpcEndpoint:VpcEndpoint", "reports", {
      privateDnsEnabled: true,
      securityGroupIds: [groups.endpoints.id],
      serviceName: "com.amazonaws.ap-northeast-1.networkflowmonitorreports",
      vpcEndpointType: "Interface",
      vpcId: net.id,
      ...endpoint,
    });
    return { subnetId: subnet("home").id, vpcSecurityGroupIds: [groups.client.id] };
  });
  return way;
}

describe("an interface endpoint", () => {
  it("is open to ranges around the subnet, to the callers' group, and to everybody", () => {
    assert.equal(
      endpointWay(() => ({ cidrIpv4: "10.0.0.0/16" }), anywhere),
      open,
    );
    assert.equal(
      endpointWay(({ client }) => ({ referencedSecurityGroupId: client.id }), anywhere),
      open,
    );
    assert.equal(
      endpointWay(() => ({ cidrIpv6: "::/0" }), anywhere),
      open,
    );
  });

  it("is closed to other ranges, other groups, other ports and half a subnet", () => {
    assert.equal(
      endpointWay(() => ({ cidrIpv4: "10.1.0.0/16" }), anywhere),
      refused,
    );
    assert.equal(
      endpointWay(() => ({ cidrIpv4: "10.0.1.0/25" }), anywhere),
      refused,
    );
    assert.equal(
      endpointWay(({ endpoints }) => ({ referencedSecurityGroupId: endpoints.id }), anywhere),
      refused,
    );
    assert.equal(
      endpointWay(() => ({ referencedSecurityGroupId: "sg-1" }), anywhere),
      refused,
    );
    assert.equal(endpointWay(anywhere, anywhere, {}, [80, 442]), refused);
  });

  it("needs the caller's egress to reach it: by its group, the range of its VPC, or everybody", () => {
    assert.equal(
      endpointWay(anywhere, ({ endpoints }) => ({ referencedSecurityGroupId: endpoints.id })),
      open,
    );
    assert.equal(
      endpointWay(anywhere, () => ({ cidrIpv4: "10.0.0.0/16" })),
      open,
    );
    assert.equal(
      endpointWay(anywhere, () => ({ cidrIpv4: "10.0.1.0/24" })),
      open,
    );
    assert.equal(
      endpointWay(anywhere, () => ({ cidrIpv4: "192.168.0.0/16" })),
      keptIn,
    );
    assert.equal(
      endpointWay(anywhere, ({ client }) => ({ referencedSecurityGroupId: client.id })),
      keptIn,
    );
  });

  it("without a group of its own admits only instances in the default group, and nobody once that is closed", () => {
    const problem =
      "reports has no security group of its own, and the VPC's default group does not admit the instances";
    const closed = `i in home: closed by interface endpoint reports, ${problem}`;
    const inDefaultGroup = (isClosed: boolean) =>
      instanceWays((p, { net, subnet }) => {
        if (isClosed)
          p.resource("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "closed", { vpcId: net.id });
        const inputs = { privateDnsEnabled: true, vpcEndpointType: "Interface", vpcId: net.id };
        const serviceName = "com.amazonaws.ap-northeast-1.networkflowmonitorreports";
        p.resource("aws:ec2/vpcEndpoint:VpcEndpoint", "reports", { serviceName, ...inputs });
        return { subnetId: subnet("home").id };
      });
    assert.equal(endpointWay(anywhere, anywhere, { securityGroupIds: [] }), closed);
    assert.deepEqual(inDefaultGroup(false), [open]);
    assert.deepEqual(inDefaultGroup(true), [closed]);
  });

  it("is taken as open when its group is of another program", () => {
    assert.equal(
      endpointWay(() => ({ cidrIpv4: "10.9.0.0/16" }), anywhere, { securityGroupIds: ["sg-1"] }),
      open,
    );
  });

  it("counts only for its own service, as an interface, in the same VPC, with private DNS", () => {
    const none =
      "i in home: closed by none , no route table association, and the main route table of net has no default route";
    const serviceName = "com.amazonaws.ap-northeast-1.networkflowmonitor";
    assert.equal(endpointWay(anywhere, anywhere, { serviceName }), none);
    assert.equal(endpointWay(anywhere, anywhere, { vpcEndpointType: "Gateway" }), none);
    assert.equal(endpointWay(anywhere, anywhere, { vpcId: "vpc-1" }), none);
    assert.equal(endpointWay(anywhere, anywhere, { privateDnsEnabled: false }), none);
  });

  it("needs DNS host names in its VPC", () => {
    const [way] = instanceWays((p, { subnet }) => {
      const dumb = p.resource("aws:ec2/vpc:Vpc", "dumb", { cidrBlock: "10.0.0.0/16" });
      p.resource("aws:ec2/vpcEndpoint:VpcEndpoint", "reports", {
        privateDnsEnabled: true,
        securityGroupIds: ["sg-1"],
        serviceName: "com.amazonaws.ap-northeast-1.networkflowmonitorreports",
        vpcEndpointType: "Interface",
        vpcId: dumb.id,
      });
      return { subnetId: subnet("home", { vpcId: dumb.id }).id };
    });
    assert.equal(
      way,
      "i in home: closed by interface endpoint reports, reports needs enableDnsHostnames on dumb",
    );
  });
});
