import assert from "node:assert/strict";
import type { Values } from "../../engine/values.ts";
import { renderText } from "../../plan/index.ts";
import type { Plan } from "../../plan/plan.ts";
import { planOf } from "./analyse.ts";
import { eksSite, type EksChoices } from "./eks-site.ts";
import { assertGolden } from "./golden.ts";

const siteOf = (choices: EksChoices = {}) => planOf((p) => eksSite(p, choices));

/** Lines of the first text that the second has not, and the other way round. */
function changes(before: Plan, after: Plan): { gone: string[]; come: string[] } {
  const [old, now] = [before, after].map((plan) => {
    const text = renderText(plan);
    return text.slice(0, text.indexOf("\n\nResources\n")).split("\n");
  });
  return {
    gone: (old ?? []).filter((line) => now?.includes(line) !== true),
    come: (now ?? []).filter((line) => old?.includes(line) !== true),
  };
}

const watched = (content: string) => `           ${content}`;

describe("an EKS cluster in the text of a plan", () => {
  it("is shown with its support, nodes by zone, calls and costs, to the byte", () => {
    assertGolden("eks.txt", renderText(siteOf()));
    assertGolden("eks.verbose.txt", renderText(siteOf(), { verbose: true }));
  });

  it("says that agents get no credentials when nothing runs the Pod Identity agent", () => {
    const without = siteOf({ noPodIdentityAgent: true });
    assert.match(
      without.summary.verdict,
      /stay without data: the agents of nfm-agent are without credentials, since nothing runs eks-pod-identity-agent\.$/,
    );
    const { gone, come } = changes(siteOf(), without);
    assert.ok(gone.includes(watched("with credentials from EKS Pod Identity, served by pod-identity")));
    assert.ok(gone.some((line) => line.includes("Network Flow Monitor agents that send")));
    assert.deepEqual(
      come.filter((line) => line.startsWith("           ")),
      [watched("! nothing here runs eks-pod-identity-agent: the agents get no credentials and send nothing")],
    );
  });

  it("falls back to the nodes' role without an association, which may not publish", () => {
    const without = siteOf({ noAssociation: true });
    assert.match(without.summary.verdict, /stay without data: the role of workers-1 may not publish\.$/);
    const { come } = changes(siteOf(), without);
    assert.deepEqual(
      come.filter((line) => line.startsWith("           ")),
      [
        watched("without credentials of their own: with those of the nodes"),
        watched("on workers-1 (node group, 1 instance in ap-northeast-1a), role node may NOT publish"),
        watched("on workers-2 (node group, 2 instances in ap-northeast-1c), role node may NOT publish"),
      ],
    );
  });

  it("says that nothing sends from a cluster without nodes", () => {
    const without = siteOf({ noNodes: true });
    assert.match(
      without.summary.verdict,
      /stay without data: the agents of nfm-agent are without nodes to run on\.$/,
    );
    const { come } = changes(siteOf(), without);
    assert.deepEqual(come.filter((line) => line.startsWith("           ")).slice(0, 3), [
      watched("no nodes in this program"),
      watched("! the cluster has no nodes here that run agents: nothing sends"),
      watched("on instances that are not in this program"),
    ]);
  });

  it("is said in words for each kind of support", () => {
    const lines = (cluster: Values) => changes(siteOf(), siteOf({ cluster })).come.slice(0, 4).join("\n");
    assert.match(
      lines({ version: "1.33" }),
      /! in extended support from 2026-07-29 until 2027-07-29, at six times the price/,
    );
    assert.match(lines({ version: "1.30" }), /! out of support since 2026-07-23: AWS makes no cluster of it/);
    assert.match(lines({ version: "1.99" }), /Kubernetes 1\.99, how long AWS supports it is not known here/);
    assert.match(lines({ version: null }), /Kubernetes version not in this program/);
    const upgraded = { upgradePolicy: { supportType: "STANDARD" } };
    assert.match(
      lines({ version: "1.35", ...upgraded }),
      /standard support until 2027-03-27, upgraded by AWS from then on/,
    );
    assert.match(
      lines({ version: "1.33", ...upgraded }),
      /! standard support until 2026-07-29, upgraded by AWS from then on/,
    );
  });

  it("stays without data when the nodes reach neither credentials nor the image, whatever else is open", () => {
    const verdict = (service: string) =>
      siteOf({
        more: (_kube, p, vpcId) => {
          const group = p.resource("aws:ec2/securityGroup:SecurityGroup", "shut", { ingress: [] });
          p.resource("aws:ec2/vpcEndpoint:VpcEndpoint", "closed", {
            privateDnsEnabled: true,
            securityGroupIds: [group.id],
            serviceName: `com.amazonaws.ap-northeast-1.${service}`,
            vpcEndpointType: "Interface",
            vpcId,
          });
        },
      }).summary.verdict;
    const why = "(closed admits no 443 from net-private-1 by its security groups)";
    const cannot = (address: string) => `stay without data: workers-1 cannot reach ${address} ${why}.`;
    assert.ok(verdict("eks-auth").endsWith(cannot("eks-auth.ap-northeast-1.api.aws:443")));
    assert.ok(verdict("ecr.dkr").endsWith(cannot("dkr.ecr.ap-northeast-1.amazonaws.com:443")));
    assert.match(verdict("sqs"), /gets 1 monitor and data from 3 agents\.$/);
  });
});
