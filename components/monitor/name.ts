import { createHash } from "node:crypto";
import { limits, monitorNamePattern } from "../nfm/index.ts";

const hashLength = 8;

/**
 * The name of a monitor in AWS when none is given: project, stack and component, joined by dots, so that two stacks
 * in one account never ask for the same. AWS does not name monitors itself, and Pulumi does not either, since the
 * property is not called `name`. A part that has a dot or a character that AWS refuses, or a result that is too long,
 * brings a hash as a fourth part, which keeps different parts apart.
 */
export function defaultMonitorName(project: string, stack: string, component: string): string {
  const parts = [project, stack, component];
  const name = parts.join(".");
  const plain = parts.every((part) => monitorNamePattern.test(part) && !part.includes("."));
  if (plain && name.length <= limits.monitorNameLength) return name;
  const hash = createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, hashLength);
  const readable = parts.map((part) => part.replaceAll(/[^a-zA-Z0-9_-]/g, "-")).join(".");
  return `${readable.slice(0, limits.monitorNameLength - hashLength - 1)}.${hash}`;
}
