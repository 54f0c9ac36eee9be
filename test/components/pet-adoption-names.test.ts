import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { longNameProblems } from "../../components/pet-adoption-cluster/validate.ts";
import { formatProblem } from "../../components/shared/problems.ts";
import { environmentFor, loadProject, loadStack, noAnswers, runProgram } from "../../engine/index.ts";
import { awsModels } from "../../engine/models/index.ts";
import { images, password } from "../support/pet-adoption.ts";
import { shippedConfig, type FileConfig } from "../support/stack-config.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const passwordKey = "nfm:databasePassword";
const shipped = shippedConfig("staging")["nfm:eks"] as FileConfig;
/** The component's name in the shipped stack, of which the names of all its parts are made. */
const name = "pets";
/** A hyphen and seven digits. */
const appended = 8;

/** How many characters the component's name can have before the first of its parts is refused, and which part that is. */
async function longest(changed: FileConfig): Promise<[characters: number, part: string]> {
  const project = loadProject(root);
  const stack = loadStack(project, { stack: "staging", overrides: {}, answers: noAnswers });
  stack.config.set("nfm:eks", {
    text: JSON.stringify({ ...shipped, ...changed }),
    secret: false,
    json: true,
  });
  if (changed.workload === "full")
    stack.config.set(passwordKey, { text: password, secret: true, json: false });
  const environment = environmentFor(stack, noAnswers);
  const models = awsModels();
  const request = { project, stack, answers: noAnswers, environment, models, mode: "preview" } as const;
  const { outcome, resources } = await runProgram(request);
  assert.equal(outcome, "succeeded");
  const limits = resources.flatMap((each): [number, string][] => {
    const autoName = models.resources.get(each.type)?.autoName;
    if (autoName?.maxLength === undefined || each.inputs[autoName.property] !== undefined) return [];
    if (!each.name.startsWith(`${name}-`)) return [];
    const end = each.name.slice(name.length);
    return [[autoName.maxLength - appended - end.length, `${each.type} ${end}`]];
  });
  assert.ok(limits.length > 5, "hardly a name was looked at");
  const [first] = limits.toSorted((a, b) => a[0] - b[0] || a[1].localeCompare(b[1]));
  return first!;
}

/** The longest name that is taken. */
function taken(args: Parameters<typeof longNameProblems>[0]): number {
  const lengths = Array.from({ length: 64 }, (_, index) => index + 1);
  return Math.max(...lengths.filter((length) => longNameProblems(args, "a".repeat(length)).length === 0));
}

const ingress = { allowedCidrs: ["198.51.100.0/24"] };

describe("the name of a PetAdoptionCluster", function () {
  this.timeout(60_000);

  it("is at most as long as every name that is made of it leaves room for, or each part is refused on its own", async () => {
    const shapes = await Promise.all([
      longest({ compute: "autoMode", nodes: undefined }),
      longest({ workload: "full", images }),
      longest({ ingress }),
    ]);
    assert.deepEqual(shapes, [
      [34, "aws:iam/role:Role -cluster-nodeRole-role"],
      [35, "aws:iam/role:Role -cluster-eksRole-role"],
      [16, "aws:lb/loadBalancer:LoadBalancer -ingress"],
    ]);
    assert.deepEqual([taken({}), taken({ ingress })], [34, 16]);
  });

  it("is refused in one line where it is too long, and where a bucket, database or load balancer cannot have it", () => {
    const lines = (given: string) => longNameProblems({}, given).map(formatProblem);
    assert.deepEqual(lines("a".repeat(35)), [
      `name of the PetAdoptionCluster: got "${"a".repeat(35)}"; allowed: at most 34 characters; fix: give the component ` +
        "a shorter name",
    ]);
    for (const given of ["", "1pets", "pets_1", "pets.1", "pets--1", "pets-", "internal-pets"]) {
      assert.deepEqual(lines(given), [
        `name of the PetAdoptionCluster: got "${given}"; allowed: a letter, then letters, digits and single hyphens, not ` +
          'beginning with "internal-"; fix: rename the component',
      ]);
    }
    for (const given of ["p", "pets", "Pets-2", "team-a-pets"]) assert.deepEqual(lines(given), []);
  });
});
