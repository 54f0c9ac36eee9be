import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { nameProblems } from "../../components/eks-agent-rollout/validate.ts";
import { formatProblem } from "../../components/shared/problems.ts";
import { everything, linesOf, oidcProviderArn, type Untyped } from "../support/eks-agent-rollout.ts";

const arn = "arn:aws:eks:eu-west-1:123456789012:cluster/pets";

/** The start of each line: where it is, and what was given. */
function startsOf(args: Untyped): string[] {
  return linesOf(args).map((line) => line.split("; allowed")[0] ?? "");
}

describe("validateEksAgentRollout", () => {
  it("accepts the least that is needed, and everything at once", () => {
    assert.deepEqual(linesOf({}), []);
    assert.deepEqual(linesOf(everything as Untyped), []);
    assert.deepEqual(linesOf({ credentials: "irsa", oidcProviderArn }), []);
    assert.deepEqual(linesOf({ credentials: "alreadyBound" }), []);
    assert.deepEqual(
      linesOf({ agentVersion: "clusterDefault", podIdentityAgentVersion: "clusterDefault" }),
      [],
    );
  });

  it("leaves values that are known only later for later", () => {
    const later = pulumi.output("later");
    const args = { cluster: later, kubernetesVersion: later, region: later, tags: pulumi.output({}) };
    assert.deepEqual(linesOf({ ...args, credentials: "irsa", oidcProviderArn: later }), []);
  });

  it("takes a cluster by name or ARN, and compares the Region of the ARN", () => {
    for (const cluster of ["p", "9-pets_1", "x".repeat(100), arn]) assert.deepEqual(linesOf({ cluster }), []);
    assert.deepEqual(linesOf({ cluster: arn, region: "eu-west-1" }), []);
    assert.deepEqual(linesOf({ cluster: arn, region: "us-east-1" }), [
      `agent.cluster: got "${arn}"; allowed: a cluster in us-east-1; fix: set region to the cluster's own`,
    ]);
    assert.match(
      linesOf({ cluster: arn.replace("eu-west-1", "eu-west-9") })[0] ?? "",
      /allowed: ap-northeast-1, /,
    );
    const wrong = [
      "",
      "-pets",
      "x".repeat(101),
      "pets/one",
      arn.replace(":eks:", ":ecs:"),
      arn.replace("eu-west-1", ""),
      arn.replace("123456789012", ""),
      arn.replace("cluster/", "nodegroup/"),
      arn.replace("/pets", ""),
      `${arn}/more`,
      arn.replace("/pets", "/-"),
      undefined,
      7,
    ];
    for (const cluster of wrong) {
      assert.deepEqual(linesOf({ cluster }), [
        `agent.cluster: got ${cluster === undefined ? "nothing" : JSON.stringify(cluster)}; allowed: the name of a ` +
          "cluster, or its ARN, such as arn:aws:eks:ap-northeast-1:123456789012:cluster/pets; " +
          "fix: take it from `aws eks list-clusters`",
      ]);
    }
  });

  it("refuses Kubernetes before 1.25, on which the agent does not run", () => {
    assert.deepEqual(linesOf({ kubernetesVersion: "1.24" }), [
      'agent.kubernetesVersion: got "1.24"; allowed: 1.25 or later; ' +
        "fix: upgrade the cluster: the agent does not run on older ones",
    ]);
    for (const kubernetesVersion of ["1.25", "1.99"]) assert.deepEqual(linesOf({ kubernetesVersion }), []);
    for (const kubernetesVersion of [1.35, "1.35.2", "v1.35", "2.1", "1.05", "1.100", undefined]) {
      const given = kubernetesVersion === undefined ? "nothing" : JSON.stringify(kubernetesVersion);
      assert.deepEqual(linesOf({ kubernetesVersion }), [
        `agent.kubernetesVersion: got ${given}; allowed: a minor version in text, such as "1.35"; ` +
          "fix: take it from `aws eks describe-cluster --query cluster.version`, in quotes",
      ]);
    }
  });

  it("refuses a version that is none, above all the newest that nobody chose", () => {
    const rest = (addon: string) =>
      'allowed: a version such as v1.1.6-eksbuild.1, or "clusterDefault"; ' +
      `fix: take it from \`aws eks describe-addon-versions --addon-name ${addon}\``;
    for (const version of [
      "latest",
      "1.1.6",
      "v1.1.6",
      "v1.1.6-eksbuild",
      "xv1.1.6-eksbuild.1",
      "v1.1.6-eksbuild.1x",
    ]) {
      assert.deepEqual(linesOf({ agentVersion: version, podIdentityAgentVersion: version }), [
        `agent.agentVersion: got "${version}"; ${rest("aws-network-flow-monitoring-agent")}`,
        `agent.podIdentityAgentVersion: got "${version}"; ${rest("eks-pod-identity-agent")}`,
      ]);
    }
    assert.deepEqual(startsOf({ agentVersion: undefined }), ["agent.agentVersion: got nothing"]);
    assert.deepEqual(linesOf({ podIdentityAgentVersion: "v1.0.0-eksbuild.1" }), []);
  });

  it("refuses words outside the closed sets, and says which they are", () => {
    const args = {
      credentials: "nodeRole",
      podIdentityAgent: "skip",
      egress: "nat",
      conflictsOnCreate: "PRESERVE",
      conflictsOnUpdate: "overwrite",
    };
    assert.deepEqual(linesOf(args), [
      'agent.credentials: got "nodeRole"; allowed: podIdentity, irsa or alreadyBound; fix: choose one of them',
      'agent.podIdentityAgent: got "skip"; allowed: create or adopt; fix: choose one of them',
      'agent.egress: got "nat"; allowed: internet or endpoints; fix: choose one of them',
      'agent.conflictsOnCreate: got "PRESERVE"; allowed: OVERWRITE or NONE; fix: choose one of them',
      'agent.conflictsOnUpdate: got "overwrite"; allowed: PRESERVE, OVERWRITE or NONE; fix: choose one of them',
    ]);
  });

  it("asks for the OIDC provider with IRSA, and for one of an EKS cluster", () => {
    const rest =
      "allowed: the ARN of an EKS cluster's OIDC provider, such as " +
      "arn:aws:iam::123456789012:oidc-provider/oidc.eks.ap-northeast-1.amazonaws.com/id/0123456789ABCDEF; " +
      "fix: take it from `aws iam list-open-id-connect-providers`";
    assert.deepEqual(linesOf({ credentials: "irsa" }), [`agent.oidcProviderArn: got nothing; ${rest}`]);
    for (const text of ["https://oidc.eks.eu-west-1.amazonaws.com/id/AB", 7]) {
      assert.deepEqual(linesOf({ credentials: "irsa", oidcProviderArn: text }), [
        `agent.oidcProviderArn: got ${JSON.stringify(text)}; ${rest}`,
      ]);
    }
  });

  it("refuses what has no effect: an identity agent on Auto Mode, and its settings where it is not installed", () => {
    const nothing =
      "allowed: nothing where this component does not install the Pod Identity agent; fix: remove it";
    assert.deepEqual(
      linesOf({ nodes: ["autoMode"], podIdentityAgent: "create", podIdentityAgentConfiguration: "{}" }),
      [
        'agent.podIdentityAgent: got "create"; allowed: "adopt" on nodes of EKS Auto Mode, which have the agent built in; ' +
          "fix: leave it out",
      ],
    );
    assert.deepEqual(
      linesOf({
        podIdentityAgent: "adopt",
        podIdentityAgentVersion: "v1.3.10-eksbuild.2",
        podIdentityAgentConfiguration: "{}",
      }),
      [
        `agent.podIdentityAgentVersion: got "v1.3.10-eksbuild.2"; ${nothing}`,
        `agent.podIdentityAgentConfiguration: got "{}"; ${nothing}`,
      ],
    );
    assert.deepEqual(linesOf({ nodes: ["autoMode", "linux"], podIdentityAgent: "create" }), []);
  });

  it("refuses a cluster of Fargate, Windows and hybrid nodes alone, each with its reason", () => {
    const line = (given: string, reasons: string) =>
      `agent.nodes: got ${given}; allowed: at least one of linux, bottlerocket or autoMode; ` +
      `fix: add nodes on EC2 Linux, or leave this cluster out${reasons}`;
    assert.deepEqual(linesOf({ nodes: ["fargate"] }), [
      line('["fargate"]', "; fargate: Fargate runs no DaemonSets"),
    ]);
    assert.deepEqual(linesOf({ nodes: ["windows", "fargate"] }), [
      line(
        '["windows","fargate"]',
        "; fargate: Fargate runs no DaemonSets; windows: the agent is a Linux program",
      ),
    ]);
    assert.deepEqual(linesOf({ nodes: [] }), [line("[]", "")]);
    assert.deepEqual(
      linesOf({ nodes: ["fargate"], podIdentityAgent: "create" }),
      linesOf({ nodes: ["fargate"] }),
    );
    assert.deepEqual(startsOf({ nodes: ["fargate", "fargate"] }), [
      'agent.nodes[1]: got "fargate"',
      'agent.nodes: got ["fargate","fargate"]',
    ]);
    for (const kind of ["linux", "bottlerocket", "autoMode"]) {
      assert.deepEqual(linesOf({ nodes: [kind, "fargate", "windows", "hybrid"] }), []);
    }
    assert.deepEqual(linesOf({ nodes: ["linux", "al2", "linux"] }), [
      'agent.nodes[1]: got "al2"; allowed: linux, bottlerocket, autoMode, windows, fargate or hybrid; fix: choose one of them',
      'agent.nodes[2]: got "linux"; allowed: each once; fix: remove it',
    ]);
  });

  it("refuses a private cluster without the endpoints that the agent needs, and names those that lack", () => {
    const base = ["ecr.api", "ecr.dkr", "s3", "networkflowmonitorreports"];
    assert.deepEqual(linesOf({ egress: "endpoints", endpoints: [...base, "ec2"] }), [
      'agent.endpoints: got ["ecr.api","ecr.dkr","s3","networkflowmonitorreports","ec2"]; ' +
        "allowed: all of ecr.api, ecr.dkr, eks-auth, networkflowmonitorreports, s3: without them no image is pulled, " +
        "no credentials come or no report leaves; fix: make endpoints for eks-auth and list them, by names without " +
        "com.amazonaws. and the Region",
    ]);
    assert.match(
      linesOf({ egress: "endpoints" })[0] ?? "",
      /^agent\.endpoints: got nothing; .*: make endpoints for ecr\.api, ecr\.dkr, eks-auth, networkflowmonitorreports, s3 and/,
    );
    assert.deepEqual(linesOf({ egress: "endpoints", endpoints: [...base, "eks-auth", "ec2"] }), []);
    const irsa = { egress: "endpoints", credentials: "irsa", oidcProviderArn };
    assert.deepEqual(linesOf({ ...irsa, endpoints: [...base, "sts"] }), []);
    assert.match(
      linesOf({ ...irsa, endpoints: [...base, "eks-auth"] })[0] ?? "",
      /make endpoints for sts and/,
    );
    assert.deepEqual(linesOf({ egress: "endpoints", credentials: "alreadyBound", endpoints: base }), []);
    for (const egress of [undefined, "internet"]) {
      assert.deepEqual(linesOf({ egress, endpoints: base.slice(0, 1) }), [
        'agent.endpoints: got ["ecr.api"]; allowed: nothing with a way to the internet; ' +
          'fix: remove them, or set egress to "endpoints"',
      ]);
    }
  });

  it("refuses a Region without Network Flow Monitor, and tags that AWS refuses", () => {
    assert.match(
      linesOf({ region: "eu-west-9" })[0] ?? "",
      /^agent\.region: got "eu-west-9"; allowed: ap-north/,
    );
    assert.match(linesOf({ tags: { "aws:x": "y" } })[0] ?? "", /^agent\.tags\["aws:x"\]: got "aws:x"; /);
  });
});

describe("nameProblems of an EksAgentRollout", () => {
  it("leaves room for the role's name, and takes only what IAM takes", () => {
    for (const name of ["p", "a+b=c,d.e@f-g_h", "x".repeat(50)]) assert.deepEqual(nameProblems(name), []);
    for (const name of ["", "x".repeat(51), "a b", "a/b"]) {
      assert.deepEqual(nameProblems(name).map(formatProblem), [
        `name of the EksAgentRollout: got "${name}"; allowed: 1 to 50 letters, digits and any of _ + = , . @ -; ` +
          "fix: rename the component",
      ]);
    }
  });
});
