import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { RunState } from "./state.ts";
import { STACK_TYPE } from "./urn.ts";

/**
 * Says what is wrong with a program that registered nothing but its stack; undefined when it registered something or
 * may be empty. Deployed over a stack that has resources, such a program deletes them all.
 */
export function emptyProgram(state: RunState): string | undefined {
  const { project, allowEmpty } = state.request;
  const some = [...state.entries.values()].some((entry) => entry.record.type !== STACK_TYPE);
  if (some || allowEmpty === true) return undefined;
  if (project.main === undefined && exportsMap(project.root)) {
    return (
      `the program registered nothing: ${project.file} has no \`main\`, so Pulumi ran what \`exports\` in package.json ` +
      "names, the library; set `main` to the program's file, such as `main: index.ts`"
    );
  }
  return "the program registered nothing: deploying it would delete the whole stack; pass --allow-empty if that is meant";
}

/** Whether the project's package.json says what others import from it. */
function exportsMap(root: string): boolean {
  const file = join(root, "package.json");
  return existsSync(file) && "exports" in (JSON.parse(readFileSync(file, "utf8")) as object);
}
