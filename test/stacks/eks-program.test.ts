import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { runBoth } from "../../cli/passes.ts";
import { environmentFor, loadProject, loadStack, noAnswers } from "../../engine/index.ts";
import { awsModels } from "../../engine/models/index.ts";
import { findLeaks, makePlan, type Plan } from "../../plan/index.ts";
import { existingVpc, images, password } from "../support/pet-adoption.ts";
import { shippedConfig, type FileConfig } from "../support/stack-config.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const passwordKey = "nfm:databasePassword";
const shipped = shippedConfig("staging")["nfm:eks"] as FileConfig;

/** Settings of the cluster, reachable from an address that is no example. */
const eks = (changed: FileConfig) => ({ ...shipped, apiCidrs: ["198.18.0.7/32"], ...changed });

/** Plans the project's own program, by Pulumi's runner and the engine in memory, for staging with other settings. */
async function planWith(changed: FileConfig): Promise<{ plan: Plan; messages: string[]; leaks: string[] }> {
  const project = loadProject(root);
  const stack = loadStack(project, { stack: "staging", overrides: {}, answers: noAnswers });
  for (const [key, value] of Object.entries(changed)) {
    if (value === undefined) stack.config.delete(key);
    else {
      const json = typeof value !== "string";
      const text = json ? JSON.stringify(value) : value;
      stack.config.set(key, { text, secret: key === passwordKey, json });
    }
  }
  const environment = environmentFor(stack, noAnswers);
  const request = { project, stack, answers: noAnswers, environment, models: awsModels() };
  const { preview, update } = await runBoth(request, new AbortController().signal);
  const said = [...preview.diagnostics, ...update.diagnostics].filter(({ severity }) => severity !== "info");
  const plan = makePlan(preview, update, {
    project: project.name,
    stack: stack.name,
    region: environment.region,
    directory: root,
  });
  return {
    plan,
    messages: [preview.outcome, update.outcome, ...said.map(({ message }) => message)],
    leaks: findLeaks(plan, update.generated),
  };
}

describe("the program with an EKS cluster", function () {
  this.timeout(60_000);

  const ways: Record<string, FileConfig> = {
    "on Auto Mode": { "nfm:eks": eks({ compute: "autoMode", nodes: undefined }) },
    "in a VPC that exists": { "nfm:eks": eks({ network: undefined, vpc: existingVpc }) },
    "without a way to the internet": {
      "nfm:eks": eks({ network: { egress: "endpoints" }, imageRegistry: "mirror.example/x" }),
    },
    "with the workshop's images and a database": {
      "nfm:eks": eks({ workload: "full", images, nodes: { instanceTypes: ["t3.large"] } }),
      [passwordKey]: password,
    },
    "reached from inside its VPC by a role's own profile, with an agent by IRSA": {
      "nfm:eks": eks({
        apiCidrs: [],
        runsInsideVpc: true,
        oidcProvider: true,
        access: { deployRoleArns: ["arn:aws:iam::123456789012:role/ci/deploy"] },
        providerCredentialOpts: { profileName: "ci", roleArn: "arn:aws:iam::123456789012:role/ci/deploy" },
      }),
    },
    "with nothing in it": { "nfm:eks": eks({ workload: "none", apiCidrs: [] }) },
    "that exists": {
      "nfm:eks": undefined,
      "nfm:monitors": undefined,
      "nfm:existingCluster": { cluster: "theirs", kubernetesVersion: "1.34" },
    },
  };
  for (const [title, changed] of Object.entries(ways)) {
    it(`comes to a whole plan of a cluster ${title}: no message, nothing left for deploy time, no id made up`, async () => {
      const { plan, messages, leaks } = await planWith(changed);
      assert.deepEqual(messages, ["succeeded", "succeeded"]);
      assert.deepEqual(leaks, []);
      assert.deepEqual(plan.madeAtDeployTime, []);
      const monitors = plan.resources.filter(({ type }) => type === "aws:networkflowmonitor/monitor:Monitor");
      assert.equal(monitors.length, "nfm:monitors" in changed ? 1 : 4);
      const agents = plan.resources.filter(
        ({ inputs }) => inputs.addonName === "aws-network-flow-monitoring-agent",
      );
      assert.equal(agents.length, 1);
      assert.ok(!JSON.stringify(plan).includes(password));
    });
  }

  it("makes nothing but the stack when its settings are refused, and says only the line", async () => {
    const { plan, messages } = await planWith({ "nfm:eks": {} });
    assert.deepEqual(plan.resources, []);
    const line =
      "nfm:eks.apiCidrs: got nothing; allowed: the IPv4 ranges where Pulumi and kubectl run; fix: set it, or set " +
      "runsInsideVpc to true if Pulumi runs where it reaches the VPC";
    assert.deepEqual(messages.slice(0, 1), ["failed"]);
    assert.deepEqual([...new Set(messages.slice(2))], [line]);
  });
});
