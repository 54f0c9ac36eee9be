import { parseArn } from "../shared/arn.ts";
import { cidrProblems, overlaps } from "../shared/cidr.ts";
import { plain } from "../shared/inputs.ts";
import { oneOf, show, type Problem } from "../shared/problems.ts";
import type { PetAdoptionClusterArgs } from "./args.ts";
import { PetWorkload } from "./choices.ts";
import { allLogTypes } from "./settings.ts";
import { minimumVersion, minorOf, versionNotice, versionSupport, versionSupportReadOn } from "./versions.ts";

/** The shortest prefix of a range that may reach the API. Two ranges of /1 are the whole internet too. */
const widestPrefix = 8;

function versionProblems(version: string | undefined, path: string): Problem[] {
  if (version === undefined) return [];
  const minor = minorOf(version);
  const at = `${path}.version`;
  const current = versionSupport
    .filter((each) => each.standardUntil >= versionSupportReadOn)
    .map((each) => each.version);
  const fix = `choose ${oneOf(current)}`;
  if (minor === undefined) {
    return [{ path: at, given: show(version), allowed: 'a minor version in quotes, such as "1.35"', fix }];
  }
  if (minor < (minorOf(minimumVersion) ?? 0)) {
    const allowed = `${minimumVersion} or newer, since the Network Flow Monitor agent runs on nothing older`;
    return [{ path: at, given: show(version), allowed, fix }];
  }
  const support = versionSupport.find((each) => each.version === version);
  const oldest = minorOf(versionSupport[0]?.version ?? "") ?? 0;
  if (minor < oldest || (support !== undefined && support.extendedUntil < versionSupportReadOn)) {
    const reason = support === undefined ? "AWS makes no new clusters of it" : versionNotice(version);
    return [{ path: at, given: show(version), allowed: `a version that EKS supports (${reason})`, fix }];
  }
  return [];
}

/**
 * Ranges that no address on the internet is in. EKS refuses reserved addresses for the public endpoint without a list of
 * them; these are private (RFC 1918), shared (RFC 6598), loopback and link-local (RFC 6890).
 * Source: AWS Knowledge Center, "Restrict access to the Amazon EKS API server endpoint", for the refusal.
 */
const reservedRanges = [
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.168.0.0/16",
];

function apiCidrProblems(args: PetAdoptionClusterArgs, path: string): Problem[] {
  const ranges = args.apiCidrs ?? [];
  return ranges.flatMap((cidr, index) => {
    const at = `${path}.apiCidrs[${String(index)}]`;
    const malformed = cidrProblems(cidr, at);
    if (malformed.length > 0) return malformed;
    const problem = { path: at, given: show(cidr) };
    if (ranges.indexOf(cidr) < index) {
      return [{ ...problem, allowed: "each range once", fix: "remove the second" }];
    }
    if (Number(cidr.split("/")[1]) < widestPrefix) {
      const fix = 'give the addresses where Pulumi and kubectl run, such as "198.51.100.7/32"';
      const allowed = `ranges of /${String(widestPrefix)} or longer, never the whole internet`;
      return [{ ...problem, allowed, fix }];
    }
    const reserved = reservedRanges.find((range) => overlaps(range, cidr));
    if (reserved === undefined) return [];
    const fix =
      "give the address that the internet sees, from `curl https://checkip.amazonaws.com`, or set runsInsideVpc to true";
    return [{ ...problem, allowed: `public addresses: EKS refuses reserved ones, as in ${reserved}`, fix }];
  });
}

/**
 * What is wrong with the ARN of the key for Kubernetes secrets. Source: EKS API, `Provider`, `keyArn`, which takes an
 * alias too; but whether EKS then answers with the alias or with its key is not documented, and another answer would
 * read as another key, which is another cluster.
 */
function keyProblems(args: PetAdoptionClusterArgs, path: string, region: string | undefined): Problem[] {
  const given = plain(args.secretsKeyArn);
  if (given === undefined) return [];
  const problem = { path: `${path}.secretsKeyArn`, given: show(given) };
  const arn = parseArn(given);
  if (arn?.service !== "kms" || arn.region === "" || !/^key\/[\w/-]+$/.test(arn.resource)) {
    const allowed =
      "the ARN of a KMS key, such as arn:aws:kms:ap-northeast-1:123456789012:key/<id>, and no alias";
    const fix = "take it from `aws kms describe-key --key-id <key> --query KeyMetadata.Arn`";
    return [{ ...problem, allowed, fix }];
  }
  if (region === undefined || arn.region === region) return [];
  return [{ ...problem, allowed: `a key in ${region}`, fix: "take a key of the cluster's own Region" }];
}

/** A role or user of IAM; a role session has no access entry. */
function principalProblems(given: string | undefined, path: string): Problem[] {
  if (given === undefined) return [];
  const arn = parseArn(given);
  if (arn?.service === "iam" && /^(role|user)\/.+/.test(arn.resource)) return [];
  const fix = "name the role itself; `aws sts get-caller-identity` shows a session of it, in the service sts";
  return [{ path, given: show(given), allowed: "the ARN of an IAM role or user", fix }];
}

function accessProblems(args: PetAdoptionClusterArgs, path: string): Problem[] {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const key of ["deployRoleArns", "previewRoleArns"] as const) {
    (args.access?.[key] ?? []).forEach((input, index) => {
      const at = `${path}.access.${key}[${String(index)}]`;
      const given = plain(input);
      problems.push(...principalProblems(given, at));
      if (given === undefined) return;
      if (seen.has(given)) {
        problems.push({ path: at, given: show(given), allowed: "each role once", fix: "remove the second" });
      }
      seen.add(given);
    });
  }
  return problems;
}

function logProblems(args: PetAdoptionClusterArgs, path: string): Problem[] {
  return (args.logTypes ?? []).flatMap((type, index) => {
    if (allLogTypes.some((known) => known === type)) return [];
    const at = `${path}.logTypes[${String(index)}]`;
    return [{ path: at, given: show(type), allowed: oneOf(allLogTypes), fix: "choose one of them" }];
  });
}

/** Whether Kubernetes resources will be applied from where the API cannot be reached. */
function unreachable(args: PetAdoptionClusterArgs): boolean {
  return args.workload !== PetWorkload.None && args.runsInsideVpc !== true;
}

/**
 * The API's ranges are missing although something runs in the cluster. A plan can be made without them, an update
 * cannot, so this stands apart from the other problems: a preview says it, an update is refused.
 */
export function missingApiCidrs(args: PetAdoptionClusterArgs, path: string): Problem[] {
  if (args.apiCidrs !== undefined || !unreachable(args)) return [];
  const allowed = "the IPv4 ranges where Pulumi and kubectl run";
  const fix = "set it, or set runsInsideVpc to true if Pulumi runs where it reaches the VPC";
  return [{ path: `${path}.apiCidrs`, given: "nothing", allowed, fix }];
}

/** What is wrong with the version, the API's endpoint, its users, its key and its logs. */
export function validateApi(args: PetAdoptionClusterArgs, path: string, region?: string): Problem[] {
  const problems = [
    ...versionProblems(args.version, path),
    ...apiCidrProblems(args, path),
    ...keyProblems(args, path, region),
    ...accessProblems(args, path),
    ...logProblems(args, path),
  ];
  if (args.apiCidrs?.length === 0 && unreachable(args)) {
    const allowed = "a range, since Pulumi applies the workload through the API";
    const fix = 'give a range, set runsInsideVpc to true, or set workload to "none"';
    problems.push({ path: `${path}.apiCidrs`, given: "[]", allowed, fix });
  }
  return problems;
}
