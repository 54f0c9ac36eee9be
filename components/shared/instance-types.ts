/**
 * Whether an instance type is Graviton: a `g` right after the generation, or the first of them, `a1`.
 * Source: Amazon EC2 instance type naming conventions.
 */
export function isGraviton(instanceType: string): boolean {
  return /^(a1|[a-z]+\d+g[a-z-]*)\./.test(instanceType);
}
