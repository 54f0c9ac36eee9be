import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { validateEc2AgentRollout } from "../../components/ec2-agent-rollout/validate.ts";
import { validateEc2Workload } from "../../components/ec2-workload/validate.ts";
import { validateEksAgentRollout } from "../../components/eks-agent-rollout/validate.ts";
import { Monitor } from "../../components/monitor/index.ts";
import { validateMonitor } from "../../components/monitor/validate.ts";
import { validatePetAdoptionCluster } from "../../components/pet-adoption-cluster/validate.ts";
import { validateScope } from "../../components/scope/validate.ts";
import { formatProblem, formatProblems, show, type Problem } from "../../components/shared/problems.ts";
import { deploy } from "../support/deploy.ts";

/** A validator as JavaScript and other languages reach it: nothing has checked the types. */
interface Untyped {
  validate: (args: unknown, path: string) => Problem[];
  /** Its arguments, and those below them, so that nonsense is put where something is read. */
  keys: readonly string[];
}

function untyped(validate: (args: never, path: string) => Problem[], keys: readonly string[]): Untyped {
  return { validate: validate as Untyped["validate"], keys };
}

const validators: Record<string, Untyped> = {
  validateEc2AgentRollout: untyped(validateEc2AgentRollout, [
    ...[
      "targets",
      "instanceIds",
      "autoScalingGroupNames",
      "key",
      "values",
      "roleNames",
      "rolePolicy",
      "mode",
    ],
    ...["packageVersion", "schedule", "maxConcurrency", "maxErrors", "waitForSuccessTimeoutSeconds"],
    ...["complianceSeverity", "s3Output", "bucket", "prefix", "failureTopicArn", "region", "tags"],
  ]),
  validateEc2Workload: untyped(validateEc2Workload, [
    ...["region", "tags", "network", "egress", "cidrBlock", "availabilityZones", "availabilityZoneCount"],
    ...[
      "instanceType",
      "architecture",
      "instancesPerZone",
      "internetFacing",
      "allowedCidrs",
      "certificateArn",
    ],
    ...["deletionProtection", "forceDestroy", "logRetentionDays", "traffic"],
  ]),
  validateEksAgentRollout: untyped(validateEksAgentRollout, [
    ...["cluster", "kubernetesVersion", "agentVersion", "credentials", "podIdentityAgent", "oidcProviderArn"],
    ...["podIdentityAgentVersion", "podIdentityAgentConfiguration", "serviceAccount", "nodes", "egress"],
    ...["endpoints", "openMetrics", "enabled", "address", "port", "resources", "requests", "limits", "cpu"],
    ...["memory", "tolerations", "key", "operator", "value", "effect", "tolerationSeconds", "configuration"],
    ...["conflictsOnCreate", "conflictsOnUpdate", "region", "tags"],
  ]),
  validatePetAdoptionCluster: untyped(validatePetAdoptionCluster, [
    ...["version", "apiCidrs", "runsInsideVpc", "access", "deployRoleArns", "previewRoleArns", "logTypes"],
    ...["secretsKeyArn", "oidcProvider", "compute", "nodes", "instanceTypes", "architecture", "perZone"],
    ...["diskSizeGiB", "network", "cidrBlock", "availabilityZones", "availabilityZoneCount", "egress", "vpc"],
    ...["vpcId", "privateSubnetIds", "publicSubnetIds", "publicSubnetCidrs", "dataSubnetIds", "endpoints"],
    ...[
      "imageRegistry",
      "workload",
      "namespace",
      "loadRoundsPerMinute",
      "images",
      "petsite",
      "database",
      "kind",
    ],
    ...["password", "instanceClass", "secretArn", "cidrs", "skipFinalSnapshot", "parameterPrefix"],
    ...[
      "statusUpdaterUrl",
      "ingress",
      "allowedCidrs",
      "internetFacing",
      "certificateArn",
      "forceDestroy",
      "tags",
    ],
  ]),
  validateMonitor: untyped(validateMonitor, [
    ...[
      "scopeArn",
      "localResources",
      "remoteResources",
      "monitorName",
      "region",
      "tags",
      "type",
      "identifier",
    ],
  ]),
  validateScope: untyped(validateScope, [
    ...["mode", "scopeArn", "stackReference", "stack", "output", "targets", "accountId", "region"],
    ...["onDestroy", "createTimeoutMinutes", "tags"],
  ]),
};

/** Words that open a further branch of a validator. */
const words = [
  ...["adopt", "create", "stackReference", "public", "private", "alreadyAttached", "AWS::EC2::VPC"],
  ...["irsa", "endpoints", "full", "existing", "rds", "none", "autoMode"],
];

/** Any JSON, with a validator's own keys at every depth. */
function nonsense(keys: readonly string[]): fc.Arbitrary<unknown> {
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: "small" },
      fc.jsonValue({ maxDepth: 1 }),
      fc.constantFrom<unknown>(undefined, ...words),
      fc.array(tie("tree"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...keys, "toString", "valueOf", "length"), tie("tree"), { maxKeys: 6 }),
    ),
  }));
  return fc.oneof(tree, fc.dictionary(fc.constantFrom(...keys), tree, { maxKeys: keys.length }));
}

function lines(name: keyof typeof validators, args: unknown): string[] {
  return (validators[name]?.validate(args, "x") ?? []).map(formatProblem);
}

describe("a validator that is given the wrong shape", () => {
  for (const [name, { validate, keys }] of Object.entries(validators)) {
    it(`says what is wrong and never throws, or users of other languages see a stack trace: ${name}`, () => {
      fc.assert(
        fc.property(nonsense(keys), (args) => {
          const problems = validate(args, "x");
          for (const { path, allowed, fix } of problems) {
            assert.ok(path.startsWith("x"), path);
            assert.ok(allowed !== "" && fix !== "");
          }
          assert.equal(typeof formatProblems(problems), "string");
        }),
        { numRuns: 1000 },
      );
    });

    it(`refuses what is no object at all, in one line: ${name}`, () => {
      const refused = "allowed: arguments, keys with values; fix: give an object";
      for (const [args, given] of [
        [null, "null"],
        [7, "7"],
        ["a", '"a"'],
        [[], "[]"],
        [pulumi.output({}), "a value that is known only later"],
      ] as const) {
        assert.deepEqual(lines(name, args), [`x: got ${given}; ${refused}`]);
      }
    });
  }

  it("names what a monitor cannot do without, each on its own line", () => {
    const locals =
      "x.localResources: got nothing; allowed: 1 to 25 resources; " +
      "fix: name what the agents run in, such as an Availability Zone";
    assert.deepEqual(lines("validateMonitor", {}), [
      "x.scopeArn: got nothing; allowed: the ARN of the scope; fix: give the `scopeArn` of a `Scope`",
      locals,
    ]);
    assert.equal(lines("validateMonitor", { localResources: null })[1], locals.replace("nothing", "null"));
    const made = "allowed: type and identifier, such as the functions of `local` and `remote` make; ";
    assert.deepEqual(
      lines("validateMonitor", {
        scopeArn: pulumi.output("later"),
        localResources: [null, 3],
        remoteResources: {},
      }),
      [
        "x.remoteResources: got {}; allowed: a list; fix: give a list, in [ ]",
        `x.localResources[0]: got nothing; ${made}fix: make it by one of them`,
        `x.localResources[1]: got 3; ${made}fix: make it by one of them`,
      ],
    );
  });

  it("stops the program with those lines, not with an error of the SDK", async () => {
    const args = {} as unknown as ConstructorParameters<typeof Monitor>[1];
    await assert.rejects(
      deploy(() => new Monitor("m", args)),
      (error: Error & { hideStack?: boolean }) => {
        assert.equal(error.hideStack, true);
        assert.match(error.message, /^m\.localResources: got nothing; .*\nm\.scopeArn: got nothing; .*$/);
        return true;
      },
    );
  });

  it("still says everything else that is wrong, and nothing that follows from the shape alone", () => {
    assert.deepEqual(
      lines("validateEc2AgentRollout", {
        targets: { tags: { a: "b" }, instanceIds: ["web"] },
        roleNames: "web",
        mode: "off",
      }).map((line) => line.split(";")[0]),
      [
        'x.roleNames: got "web"',
        'x.targets.tags: got {"a":"b"}',
        'x.targets.instanceIds[0]: got "web"',
        'x.mode: got "off"',
      ],
    );
    assert.deepEqual(
      lines("validateEc2Workload", { availabilityZones: "a", internetFacing: "no", region: 3 }),
      [
        "x.region: got 3; allowed: text; fix: write it in quotes",
        'x.availabilityZones: got "a"; allowed: a list; fix: give a list, in [ ]',
        'x.internetFacing: got "no"; allowed: true or false; fix: write it without quotes',
      ],
    );
    assert.deepEqual(lines("validateScope", { targets: [null, {}], tags: { a: 1 } }), [
      "x.targets: got 2 targets; allowed: one target for now; fix: name one account, or leave it out for the provider's own",
      "x.targets[0]: got null; allowed: arguments, keys with values; fix: give an object",
      "x.targets[1].accountId: got nothing; allowed: twelve digits; fix: take it from `aws sts get-caller-identity`, in quotes",
      "x.targets[1].region: got nothing; allowed: the name of a Region; fix: take the scope's own",
      'x.tags["a"]: got 1; allowed: text of at most 256 characters; fix: shorten it, or put it in quotes',
    ]);
  });
});

describe("show", () => {
  it("shows what JSON cannot, such as a resource that stands where a name belongs", () => {
    const cycle: Record<string, unknown> = {};
    cycle["self"] = cycle;
    assert.equal(show(cycle), "<ref *1> { self: [Circular *1] }");
    assert.equal(
      show(() => 1),
      "[Function (anonymous)]",
    );
    assert.equal(show(3n), "3n");
  });
});
