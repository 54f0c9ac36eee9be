import { show, type Problem } from "../shared/problems.ts";
import type { PetAdoptionClusterArgs } from "./args.ts";
import { PetDatabase } from "./choices.ts";

const others = Object.values(PetDatabase).filter((kind) => kind !== PetDatabase.Existing);

/**
 * Arguments that describe an existing database, beside a database that is not one. Ranges would be the only ones that
 * policies let through, and cut the pods off from the database that is made; a secret would be read by nobody.
 */
export function databaseFactProblems(args: Partial<PetAdoptionClusterArgs>, path: string): Problem[] {
  const { kind, cidrs, secretArn } = args.database ?? {};
  // A word that is no kind is refused as such.
  if (kind !== undefined && !others.some((each) => each === kind)) return [];
  const fix = `remove it, or set kind to ${show(PetDatabase.Existing)}`;
  const allowed = (known: string) => `nothing unless kind is ${show(PetDatabase.Existing)}: ${known}`;
  const problem = (key: "cidrs" | "secretArn", known: string) => ({
    path: `${path}.database.${key}`,
    given: "a value",
    allowed: allowed(known),
    fix,
  });
  return [
    ...(cidrs === undefined ? [] : [problem("cidrs", "where a database of this cluster stands is known")]),
    ...(secretArn === undefined ? [] : [problem("secretArn", "a database of this cluster gets its own")]),
  ];
}
