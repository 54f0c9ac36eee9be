import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { compileAndRun, forms, type Form } from "./forms.ts";
import { consumer, nodeIn } from "./packed.ts";
import { coreProgram, workloadsProgram } from "./programs.ts";

const corePeers = ["@pulumi/pulumi", "@pulumi/aws"];
const allPeers = [...corePeers, "@pulumi/awsx", "@pulumi/eks", "@pulumi/kubernetes"];

/** Calls `use` with a consumer of that form that has these peers, and removes it afterwards. */
function within<T>({ manifest }: Form, peers: readonly string[], use: (home: string) => T): T {
  const home = consumer(manifest, [...peers, "@types/node"]);
  try {
    return use(home);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

describe("a TypeScript project that installs the package", function () {
  this.timeout(180_000);

  for (const form of forms) {
    it(`${form.name}: compiles and runs the core with its two peers alone`, () => {
      const printed = within(form, corePeers, (home) => compileAndRun(home, form, coreProgram));
      assert.equal(printed, "aws-network-flow-monitor:index:Monitor,aws-network-flow-monitor:index:Scope");
    });

    it(`${form.name}: compiles and runs the workloads with the optional peers`, () => {
      const printed = within(form, allPeers, (home) => compileAndRun(home, form, workloadsProgram));
      assert.equal(
        printed,
        [
          "aws-network-flow-monitor:index:Ec2Workload",
          "aws-network-flow-monitor:index:EksAgentRollout",
          "aws-network-flow-monitor:index:PetAdoptionCluster",
        ].join(),
      );
    });
  }

  it("has no workloads unless all optional peers are there, or the core's projects above prove nothing", () => {
    const [form] = forms as [Form];
    const script = 'import("aws-network-flow-monitor/workloads").catch((e) => console.log(e.message));';
    for (const missing of allPeers.slice(corePeers.length)) {
      const others = allPeers.filter((peer) => peer !== missing);
      const printed = within(form, others, (home) => nodeIn(home, "-e", script));
      assert.ok(printed.startsWith(`Cannot find package '${missing}' imported from`), printed);
    }
  });
});
