import assert from "node:assert/strict";
import { UNKNOWN } from "../../engine/values.ts";
import { makePlan } from "../../plan/index.ts";
import { simulate } from "./simulate.ts";

const facts = { project: "shop", stack: "dev", region: "ap-northeast-1" };

describe("values that cannot be traced", () => {
  it("come from the remote component around where nothing says more, and stay what models say of them", () => {
    const { preview, update } = simulate((p) => {
      const inside = p.resource("eks:index:Cluster", "eks", {}, { remote: true });
      const learned = (text: string) => (p.dryRun ? UNKNOWN : text);
      const inputs = {
        addonVersion: learned("v1.35.0-eksbuild.2"),
        described: learned("<newest version of kube-proxy>"),
        tag: learned("<b>"),
        nested: [learned("<zone id of a>"), learned("apne1-az4")],
      };
      p.resource("a:b:C", "x", inputs, { constructedBy: inside, parent: inside });
    });
    const plan = makePlan(preview, update, facts);
    assert.deepEqual(plan.resources.find(({ name }) => name === "x")!.inputs, {
      addonVersion: { $computed: ["eks"] },
      described: "<newest version of kube-proxy>",
      tag: { $computed: ["eks"] },
      nested: ["<zone id of a>", { $computed: ["eks"] }],
    });
  });
});
