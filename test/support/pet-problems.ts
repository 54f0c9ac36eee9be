import assert from "node:assert/strict";
import { validatePetAdoptionCluster } from "../../components/pet-adoption-cluster/validate.ts";
import { formatProblem } from "../../components/shared/problems.ts";
import { apiCidrs, images, password } from "./pet-adoption.ts";

/** The Region of the stack. */
export const region = "ap-northeast-1";

/** What the full workload cannot be without. */
export const full = { workload: "full", images, database: { password } };

/** A registry of ECR in a Region. */
export function ecr(where: string): string {
  return `123456789012.dkr.ecr.${where}.amazonaws.com`;
}

/** What is wrong with a cluster called `cluster`, one line each, in a Region or one that is not known. */
export function petLines(args: object, where: string | null = region): string[] {
  return validatePetAdoptionCluster({ apiCidrs, ...args }, "cluster", where ?? undefined).map(formatProblem);
}

/** The same where it is exactly one line. */
export function onlyLine(args: object): string {
  const found = petLines(args);
  assert.equal(found.length, 1, found.join("\n"));
  return found[0]!;
}

/** What is in front of what is allowed: where, and what was given. */
export function places(found: readonly string[]): string[] {
  return found.map((line) => line.slice(0, line.indexOf("; allowed")));
}
