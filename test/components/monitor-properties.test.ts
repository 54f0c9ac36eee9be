import assert from "node:assert/strict";
import fc from "fast-check";
import { local, remote, vpcArn, type MonitorArgs } from "../../components/index.ts";
import { defaultMonitorName } from "../../components/monitor/name.ts";
import { validateMonitor } from "../../components/monitor/validate.ts";
import { formatProblem } from "../../components/shared/problems.ts";

const here = "ap-northeast-1";
const scopeArn = `arn:aws:networkflowmonitor:${here}:123456789012:scope/11111111-2222-3333-4444-555555555555`;
const vpc = (region: string) => vpcArn("vpc-0123456789abcdef0", { region, accountId: "123456789012" });
const zone = local.availabilityZone("ap-northeast-1a");

function lines(args: Partial<MonitorArgs>): string[] {
  return validateMonitor({ scopeArn, localResources: [zone], ...args }, "web").map(formatProblem);
}

describe("the rules of a monitor, for any resources", () => {
  const region = fc.constantFrom("ap-northeast-1", "us-east-1", "us-west-2");
  const placedRemote = fc.oneof(
    region.map((name) => ({ region: name, whole: true, resource: remote.region(name) })),
    region.map((name) => ({ region: name, whole: false, resource: remote.vpc(vpc(name)) })),
    region.map((name) => ({ region: name, whole: false, resource: remote.availabilityZone(`${name}a`) })),
    fc.constantFrom("S3", "DynamoDB").map((name) => ({
      region: undefined,
      whole: false,
      resource: remote.service(name as "S3"),
    })),
  );
  const remotes = fc.uniqueArray(placedRemote, {
    maxLength: 6,
    selector: ({ resource }) => `${resource.type} ${resource.identifier as string}`,
  });

  it("accepts exactly those remote resources that the documentation of CreateMonitor allows", () => {
    fc.assert(
      fc.property(remotes, (given) => {
        const regions = new Set(given.flatMap((each) => each.region ?? []));
        const oneRegion = regions.size <= 1;
        const serviceStaysHome =
          given.every((each) => each.region !== undefined) || [...regions].every((name) => name === here);
        const abroadOnlyWhole = given.every(
          (each) => each.region === undefined || each.region === here || each.whole,
        );
        const found = lines({ remoteResources: given.map((each) => each.resource) });
        assert.equal(found.length === 0, oneRegion && serviceStaysHome && abroadOnlyWhole, found.join("\n"));
      }),
    );
  });

  it("does not depend on the order in which resources are named", () => {
    const shuffled = remotes.chain((given) =>
      fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length })),
    );
    fc.assert(
      fc.property(shuffled, ([a, b]) => {
        const accepted = (given: typeof a) =>
          lines({ remoteResources: given.map((each) => each.resource) }).length === 0;
        assert.equal(accepted(a), accepted(b));
      }),
    );
  });

  it("reports a problem at every local resource that is abroad, and at no other", () => {
    fc.assert(
      fc.property(fc.uniqueArray(region, { minLength: 1 }), (names) => {
        const abroad = names.flatMap((name, i) =>
          name === here ? [] : [`web.localResources[${String(i)}].identifier`],
        );
        const found = lines({ localResources: names.map((name) => local.region(name)) });
        assert.deepEqual(
          found.map((line) => line.slice(0, line.indexOf(":"))),
          abroad,
        );
      }),
    );
  });
});

describe("defaultMonitorName", () => {
  const part = fc.oneof(
    fc.constantFrom("a", "a.b", "b", "a-b", "a/b"),
    fc.string({ minLength: 1, maxLength: 300 }),
  );

  it("is readable where it can be", () => {
    assert.equal(defaultMonitorName("nfm", "pr-123", "site"), "nfm.pr-123.site");
  });

  it("always is a name that AWS takes", () => {
    fc.assert(
      fc.property(part, part, part, (project, stack, component) => {
        const monitorName = defaultMonitorName(project, stack, component);
        assert.deepEqual(lines({ monitorName }), []);
        assert.equal(defaultMonitorName(project, stack, component), monitorName);
      }),
    );
  });

  it("differs whenever project, stack or component do, so that two stacks never ask for one name", () => {
    const parts = fc.tuple(part, part, part);
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        fc.pre(a.some((each, i) => each !== b[i]));
        assert.notEqual(defaultMonitorName(...a), defaultMonitorName(...b));
      }),
    );
  });
});
