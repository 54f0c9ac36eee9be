import { show, type Problem } from "../shared/problems.ts";
import type { PetAdoptionClusterArgs } from "./args.ts";
import { PetDatabase, PetWorkload } from "./choices.ts";
import { settingsOf } from "./settings.ts";
import { databaseFactProblems } from "./validate-database.ts";

/** Arguments that only the workshop's own services read. */
const fullOnly = ["parameterPrefix", "statusUpdaterUrl"] as const;

function fullProblems(args: PetAdoptionClusterArgs, path: string): Problem[] {
  const { workload } = settingsOf(args);
  if (workload === PetWorkload.Full) return [];
  const allowed = `nothing with workload ${show(workload)}`;
  const fix = 'remove it, or set workload to "full"';
  return fullOnly
    .filter((key) => args[key] !== undefined)
    .map((key) => ({ path: `${path}.${key}`, given: "a value", allowed, fix }));
}

/** Arguments of a database that only one outside the cluster has, made by the component. */
const madeOnly = ["password", "instanceClass", "skipFinalSnapshot"] as const;

function databaseProblems(args: PetAdoptionClusterArgs, path: string): Problem[] {
  const { workload, database, dataSubnets } = settingsOf(args);
  const given = args.database;
  if (given === undefined) return [];
  if (workload === PetWorkload.None) {
    const allowed = `nothing with workload ${show(workload)}`;
    return [{ path, given: "a value", allowed, fix: "remove it, or choose another workload" }];
  }
  // A word that is no kind is refused as such.
  if (dataSubnets || !Object.values(PetDatabase).some((kind) => kind === database)) return [];
  const allowed = `nothing with kind ${show(database)}, which is no RDS or Aurora database of the component's own`;
  const fix = 'remove it, or set kind to "rds" or "aurora"';
  return madeOnly
    .filter((key) => given[key] !== undefined)
    .map((key) => ({ path: `${path}.${key}`, given: "a value", allowed, fix }));
}

/** Arguments that would have no effect beside the others: whoever gives them expects one. */
export function idleProblems(args: PetAdoptionClusterArgs, path: string): Problem[] {
  const facts = args.workload === PetWorkload.None ? [] : databaseFactProblems(args, path);
  return [...fullProblems(args, path), ...databaseProblems(args, `${path}.database`), ...facts];
}
