import assert from "node:assert/strict";
import { graphOf } from "../../plan/graph.ts";
import { findLeaks, makePlan, type Plan } from "../../plan/index.ts";
import { wayOut } from "../../plan/network.ts";
import { recordedRuns } from "./recorded.ts";

const facts = { project: "p", stack: "dev", region: "ap-northeast-1" };

function planOfRecording(scenario: string): Plan {
  const { preview, update } = recordedRuns(scenario);
  const plan = makePlan(preview, update, facts);
  assert.deepEqual(findLeaks(plan, update.generated), []);
  return plan;
}

/** Where each subnet's traffic goes. */
function waysOut(scenario: string): Record<string, string> {
  const graph = graphOf(planOfRecording(scenario).resources);
  const ways = graph.ofType("aws:ec2/subnet:Subnet").map((subnet): [string, string] => {
    const way = wayOut(subnet, graph);
    return [subnet.label, "gateway" in way ? `${way.via} ${way.gateway}` : `${way.via}: ${way.reason}`];
  });
  return Object.fromEntries(ways);
}

describe("a plan of what the real awsx registers", () => {
  it("follows the routes of public subnets", () => {
    assert.deepEqual(waysOut("V1"), {
      "net-public-1": "internet gateway InternetGateway::net",
      "net-public-2": "internet gateway InternetGateway::net",
    });
  });

  it("follows the routes of public, private and isolated subnets with one NAT gateway", () => {
    assert.deepEqual(waysOut("V3"), {
      "net-isolated-1": "none: net-isolated-1 has no route to 0.0.0.0/0",
      "net-isolated-2": "none: net-isolated-2 has no route to 0.0.0.0/0",
      "net-private-1": "NAT gateway NatGateway::net-1",
      "net-private-2": "NAT gateway NatGateway::net-1",
      "net-public-1": "internet gateway InternetGateway::net",
      "net-public-2": "internet gateway InternetGateway::net",
    });
  });

  it("follows the routes of private subnets with a NAT gateway each", () => {
    assert.deepEqual(waysOut("V4"), {
      "net-private-1": "NAT gateway NatGateway::net-1",
      "net-private-2": "NAT gateway NatGateway::net-2",
      "net-public-1": "internet gateway InternetGateway::net",
      "net-public-2": "internet gateway InternetGateway::net",
    });
  });

  it("names children behind the component's outputs, and traces every input but what AWS alone decides", () => {
    const { resources } = planOfRecording("V3");
    const component = resources.find(({ remote }) => remote)!;
    assert.equal(component.label, "net");
    assert.deepEqual(component.outputs!.privateSubnetIds, [
      { $reference: "${net-private-1.id}" },
      { $reference: "${net-private-2.id}" },
    ]);
    assert.deepEqual(component.outputs!.vpcId, { $reference: "${Vpc::net.id}" });
    const computed = resources.flatMap(({ inputs }) =>
      Object.entries(inputs).flatMap(([key, value]) =>
        JSON.stringify(value).includes("$computed") ? [key] : [],
      ),
    );
    assert.deepEqual([...new Set(computed)], ["ipv6CidrBlock"]);
  });

  it("finds the add-on and the control plane in one program with awsx and eks", () => {
    // Not searched for leaks: the fake behind the recording names the cluster in the preview already.
    const { preview, update } = recordedRuns("X1");
    const { watch, cost } = makePlan(preview, update, facts);
    assert.deepEqual(
      watch.agents.map(({ label, by }) => [label, by]),
      [["Addon::nfm", "EKS add-on"]],
    );
    assert.ok(cost.items.some(({ what, count }) => what === "EKS control planes" && count === 1));
  });
});
