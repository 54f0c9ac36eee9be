import type { Answers } from "./answers.ts";
import type { Stack } from "./project/types.ts";

/** Where the program is taken to run, and one sentence for each part that nobody gave. */
export interface Environment {
  region: string;
  accountId: string;
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  partition: string;
  availabilityZones: string[];
  assumptions: string[];
}

const DEFAULT_REGION = "us-east-1";
/** The account that AWS uses in its own examples. */
const DEFAULT_ACCOUNT = "123456789012";

/**
 * Letters of the zones that a new account sees, where they are not a, b, c. Which zones an account has differs.
 * Source: docs/assumptions.json, availability-zone-letters.
 */
const ZONE_LETTERS: Record<string, string> = {
  "ap-northeast-1": "acd",
  "ap-northeast-2": "abcd",
  "ca-central-1": "abd",
  "us-east-1": "abcdef",
  "us-west-1": "ab",
  "us-west-2": "abcd",
};

/** Region, account, partition and zones: from the answers, then from the stack's configuration, then by default. */
export function environmentFor(stack: Stack, answers: Answers): Environment {
  const given = answers.environment;
  const assumptions: string[] = [];
  const region = given.region ?? stack.config.get("aws:region")?.text ?? DEFAULT_REGION;
  if (region === DEFAULT_REGION && given.region === undefined && !stack.config.has("aws:region")) {
    assumptions.push(`The Region is ${region}: set aws:region to change it.`);
  }
  const accountId = given.accountId ?? onlyAllowedAccount(stack) ?? DEFAULT_ACCOUNT;
  if (given.accountId === undefined && onlyAllowedAccount(stack) === undefined) {
    assumptions.push(
      `The account is ${accountId}, an example: give environment.accountId in --answers to change it.`,
    );
  }
  const zones = given.availabilityZones ?? defaultZones(region);
  if (given.availabilityZones === undefined) {
    assumptions.push(
      `The Availability Zones are ${zones.join(", ")}: give environment.availabilityZones in --answers to change them.`,
    );
  }
  const partition = given.partition ?? partitionOf(region);
  return { region, accountId, partition, availabilityZones: zones, assumptions };
}

/** The account that `aws:allowedAccountIds` pins, when it names exactly one. */
function onlyAllowedAccount(stack: Stack): string | undefined {
  const allowed = stack.config.get("aws:allowedAccountIds");
  const ids: unknown = allowed?.json === true ? JSON.parse(allowed.text) : [];
  return Array.isArray(ids) && ids.length === 1 ? String(ids[0]) : undefined;
}

/** Names of the zones that a new account sees in a Region, in order, as far as anybody can tell. */
export function defaultZones(region: string): string[] {
  return Array.from(ZONE_LETTERS[region] ?? "abc", (letter) => region + letter);
}

/** The partition of a Region. Source: General Reference, Amazon Resource Names. */
export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
