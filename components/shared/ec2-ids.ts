import { show, type Problem } from "./problems.ts";

/** What has an id of its own kind: a word, a hyphen, and hexadecimal digits. */
const words = { vpc: "a VPC", subnet: "a subnet" } as const;

/**
 * What is wrong with an id: 17 hexadecimal digits, or eight where the resource is from before 2018.
 * Source: Amazon EC2 User Guide, "Resource IDs".
 */
export function ec2IdProblems(id: unknown, kind: keyof typeof words, path: string): Problem[] {
  const digits = /^([a-z]+)-(?:[0-9a-f]{8}|[0-9a-f]{17})$/;
  if (typeof id === "string" && digits.exec(id)?.[1] === kind) return [];
  const fix = `take it from \`aws ec2 describe-${kind}s\`; neither a name nor an ARN is one`;
  return [
    { path, given: show(id), allowed: `the id of ${words[kind]}, such as ${kind}-0123456789abcdef0`, fix },
  ];
}
