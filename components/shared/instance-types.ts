import { show, type Problem } from "./problems.ts";

/**
 * Whether an instance type is Graviton: a `g` right after the generation, or the first of them, `a1`.
 * Source: Amazon EC2 instance type naming conventions.
 */
export function isGraviton(instanceType: string): boolean {
  return /^(a1|[a-z]+\d+g[a-z-]*)\./.test(instanceType);
}

/** What is wrong with the form of an instance type. Whether a Region has it is not known here. */
export function instanceTypeProblems(instanceType: string, path: string): Problem[] {
  if (/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/.test(instanceType)) return [];
  const fix = 'write it like "t3.medium"';
  return [{ path, given: show(instanceType), allowed: "an EC2 instance type", fix }];
}
