import assert from "node:assert/strict";
import { needCli } from "./cli.ts";
import { destroy, inventory, preview, scopeOnly, succeeds, up } from "./support.ts";
import { deletedTooEarly, part, switched, type Switch } from "./switching.ts";
import { allPackages, openWorld, shipped, type Config, type Stack, type World } from "./world.ts";

const eks = (change: object) => part("nfm:eks", change);
const nodes = (change: object) => (config: Config) => {
  const { nodes: before } = config["nfm:eks"] as { nodes: object };
  return eks({ nodes: { ...before, ...change } })(config);
};
const both = (what: string) => [`${what} NodeGroup pets-nodes-1`, `${what} NodeGroup pets-nodes-2`];
const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;

/** Takes a key out of `nfm:eks`. */
const without = (key: string) => (config: Config) => {
  const rest = Object.entries(config["nfm:eks"] as object).filter(([name]) => name !== key);
  return { ...config, "nfm:eks": Object.fromEntries(rest) as object };
};

/** Each begins where the one before ended. */
const switches: Switch[] = [
  {
    title: "a newer Kubernetes version takes control plane, add-ons and nodes along in place",
    change: eks({ version: "1.35" }),
    does: [
      ...["kube-proxy", "vpc-cni"].map((name) => `update Addon pets-cluster-${name}`),
      ...["coredns", "eks-pod-identity-agent"].map((name) => `update Addon pets-${name}`),
      "update Addon agent-agent",
      "update Cluster pets-cluster-eksCluster",
      "update Namespace pets-petsite",
      ...both("update"),
    ],
  },
  {
    title:
      "other addresses that reach the Kubernetes API change the cluster in place, and nothing that runs there",
    change: eks({ apiCidrs: ["203.0.113.0/24"] }),
    does: ["update Cluster pets-cluster-eksCluster"],
  },
  {
    title: "a second node in each zone changes the groups in place",
    change: nodes({ perZone: 2 }),
    does: both("update"),
  },
  {
    title: "a larger disk makes a new version of the launch template, and rolls the nodes",
    change: nodes({ diskSizeGiB: 40 }),
    does: ["update LaunchTemplate pets-nodes", ...both("update")],
  },
  {
    title: "another instance type, which a node group cannot change, makes new groups before the old ones go",
    change: nodes({ instanceTypes: ["t3.large"] }),
    does: [...both("create"), ...both("delete")],
    overlaps: ["NodeGroup"],
  },
  {
    title: "more rounds of traffic restart the pods that call",
    change: eks({ loadRoundsPerMinute: 6 }),
    does: [
      ...["payforadoption", "petfood", "petlistadoptions", "petsearch", "petsite", "s3client"],
      "trafficgenerator",
    ].map((name) => `update Deployment pets-${name}`),
  },
  {
    title: "fewer control-plane logs change the cluster in place",
    change: eks({ logTypes: ["audit"] }),
    does: ["update Cluster pets-cluster-eksCluster"],
  },
  {
    title: "a load balancer comes with its way in, and its target group before it is attached",
    change: eks({ ingress: { allowedCidrs: ["192.0.2.0/24"] } }),
    does: [
      "create Attachment pets-petsite-1",
      "create Attachment pets-petsite-2",
      "create Listener pets-http",
      "create LoadBalancer pets-ingress",
      "create SecurityGroup pets-ingress",
      "create SecurityGroupIngressRule pets-ingress",
      "create TargetGroup pets-petsite",
      "update NetworkPolicy pets-petsite",
      "update Service pets-petsite",
    ],
  },
  {
    title: "and goes again without a rest",
    change: without("ingress"),
    does: [
      "delete Attachment pets-petsite-1",
      "delete Attachment pets-petsite-2",
      "delete Listener pets-http",
      "delete LoadBalancer pets-ingress",
      "delete SecurityGroup pets-ingress",
      "delete SecurityGroupIngressRule pets-ingress",
      "delete TargetGroup pets-petsite",
      "update NetworkPolicy pets-petsite",
      "update Service pets-petsite",
    ],
  },
  {
    title: "a pinned version of the agent, and its settings, change the add-on in place",
    change: (config) => ({
      ...config,
      "nfm:agent": { agentVersion: "v1.1.6-eksbuild.1", openMetrics: { enabled: true } },
    }),
    does: ["update Addon agent-agent"],
  },
  {
    title: "a bucket that keeps what is in it changes nothing else",
    change: eks({ forceDestroy: false }),
    does: ["update Bucket pets-assets"],
  },
  {
    title: "another monitor is made beside the others",
    change: part("nfm:monitors", { region: { over: "region" } }),
    does: ["create Monitor region-monitor"],
  },
  {
    title: "a scope that a destroy is to keep changes nothing now",
    change: part("nfm:scope", { onDestroy: "retain" }),
    does: [],
  },
];

describe("a change of settings of the EKS stack under the real engine", function () {
  this.timeout(240_000);
  let world: World;
  let stack: Stack;
  let config: Config = eks({ version: "1.34" })(shipped("staging"));
  before(async function () {
    world = await openWorld(await needCli(this), allPackages);
    stack = await world.stack("staging", config);
    await up(world, stack);
  });
  after(() => world.close());

  for (const each of switches) {
    it(each.title, async () => {
      config = await switched(world, stack, config, each);
    });
  }

  it("skips no Kubernetes version, which EKS refuses", async () => {
    const fresh = await world.stack("skips", scopeOnly({ mode: "adopt", scopeArn: scopeArn() }));
    const own = { "nfm:scope": { mode: "adopt", scopeArn: scopeArn() }, "nfm:monitors": {} };
    const older = eks({ workload: "none" })({ ...config, ...own });
    fresh.configure(eks({ version: "1.33" })(older));
    await up(world, fresh);
    fresh.configure(eks({ version: "1.35" })(older));
    const ended = await fresh.run(["up", "--yes", "--skip-preview"]);
    assert.match(ended.output, /Unsupported Kubernetes minor version update from 1\.33 to 1\.35/);
    fresh.configure(eks({ version: "1.34" })(older));
    await up(world, fresh);
    await destroy(fresh);
  });

  it("names others to the cluster, and moves one from preview to deploy without taking its entry away", async () => {
    const access = (deploy: string[], view: string[]) =>
      eks({ access: { deployRoleArns: deploy.map(role), previewRoleArns: view.map(role) } })(config);
    stack.configure(access(["deploy"], ["view", "other"]));
    assert.deepEqual(kinds(await up(world, stack)), {
      "create AccessEntry": 3,
      "create AccessPolicyAssociation": 3,
    });
    stack.configure(access(["view", "deploy"], ["other"]));
    assert.deepEqual(kinds(await up(world, stack)), {
      "create AccessPolicyAssociation": 1,
      "delete AccessPolicyAssociation": 1,
    });
    stack.configure(access(["deploy"], []));
    assert.deepEqual(kinds(await up(world, stack)), {
      "delete AccessEntry": 2,
      "delete AccessPolicyAssociation": 2,
    });
    config = access(["deploy"], []);
  });

  it("takes tags to everything that has them, and replaces nothing", async () => {
    stack.configure({ ...config, "nfm:tags": { Project: "nfm", Team: "net" } });
    const steps = (await preview(stack)).filter(({ type }) => type.startsWith("aws:"));
    assert.ok(steps.length > 30, String(steps.length));
    assert.deepEqual([...new Set(steps.map(({ op }) => op))], ["update"]);
  });

  it("takes the workload out and puts it back, on the same nodes", async () => {
    stack.configure(eks({ workload: "none" })(config));
    const gone = await up(world, stack);
    assert.deepEqual([...new Set(gone.map((line) => line.split(" ")[0]))], ["delete"]);
    assert.ok(!gone.some((line) => / (Cluster|NodeGroup|Addon|Monitor|Scope|Vpc|Subnet) /.test(line)));
    stack.configure(config);
    const back = await up(world, stack);
    assert.deepEqual(
      back.map((line) => line.replace("create ", "")).sort(),
      gone.map((line) => line.replace("delete ", "")).sort(),
    );
  });

  it("gives way to the EC2 site in the same stack, and never touches the scope", async () => {
    const ec2 = shipped("dev");
    stack.configure({ ...ec2, "nfm:scope": { mode: "create", onDestroy: "retain" } });
    const done = await up(world, stack);
    assert.deepEqual(
      done.filter((line) => / Scope /.test(line)),
      [],
    );
    assert.deepEqual(deletedTooEarly(done), []);
    assert.ok(
      done.includes("create Group site-web-1") && done.includes("delete Cluster pets-cluster-eksCluster"),
    );
    await succeeds(stack, "preview", "--expect-no-changes");
    await destroy(stack);
    assert.deepEqual(inventory(world), ["Scope nfm-scope"]);
  });

  function scopeArn(): string {
    const [scope] = world.account.read().resources.filter(({ name }) => name === "nfm-scope");
    assert.ok(typeof scope?.outputs.scopeArn === "string");
    return scope.outputs.scopeArn;
  }
});

/** How often something of each kind was made or deleted. */
function kinds(done: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const line of done) {
    const kind = line.split(" ").slice(0, 2).join(" ");
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}
