import { parseArn } from "../shared/arn.ts";
import { anything, flag, input, judge, number, record, text, texts, type Forms } from "../shared/forms.ts";
import { plain } from "../shared/inputs.ts";
import { closedSetProblems, oneOf, show, type Problem } from "../shared/problems.ts";
import { regionProblems } from "../shared/region.ts";
import { tagProblems } from "../shared/tags.ts";
import { Architecture, Egress, NetworkLayout, Traffic, type Ec2WorkloadArgs } from "./args.ts";
import { cidrProblems, zoneProblems } from "./validate-network.ts";
import { architectureOf } from "./settings.ts";

/** Days for which CloudWatch Logs keeps events. Source: CloudWatch Logs API reference, `PutRetentionPolicy`. */
const retentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** A load balancer's name has 32 characters; Pulumi adds `-alb-` and seven of its own. */
const nameLength = 20;

/** Tags of an EC2 resource, less the one for `Name`. Source: Amazon EC2 User Guide, "Tag restrictions". */
const tagCount = 49;

/** What is wrong with the component's own name, from which AWS names are made. */
export function nameProblems(name: string): Problem[] {
  if (
    name.length <= nameLength &&
    /^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/.test(name) &&
    !name.startsWith("internal-")
  ) {
    return [];
  }
  const allowed = `at most ${String(nameLength)} letters, digits and single hyphens, not beginning with "internal-"`;
  return [{ path: name, given: show(name), allowed, fix: "shorten or rename the component" }];
}

const forms: Forms<Ec2WorkloadArgs> = {
  region: input(text),
  tags: input(record),
  network: anything,
  egress: anything,
  cidrBlock: text,
  availabilityZones: texts,
  availabilityZoneCount: number,
  instanceType: text,
  architecture: anything,
  instancesPerZone: number,
  internetFacing: flag,
  allowedCidrs: texts,
  certificateArn: anything,
  deletionProtection: flag,
  forceDestroy: flag,
  logRetentionDays: number,
  traffic: anything,
};

function wordProblems(args: Ec2WorkloadArgs, path: string): Problem[] {
  const problems = [
    ...closedSetProblems(args.network, Object.values(NetworkLayout), `${path}.network`),
    ...closedSetProblems(args.egress, Object.values(Egress), `${path}.egress`),
    ...closedSetProblems(args.architecture, Object.values(Architecture), `${path}.architecture`),
    ...closedSetProblems(args.traffic, Object.values(Traffic), `${path}.traffic`),
  ];
  if (args.network === NetworkLayout.Public && args.egress !== undefined) {
    const allowed = 'nothing with network "public"';
    const fix = 'remove it, or set network to "private"';
    problems.push({ path: `${path}.egress`, given: show(args.egress), allowed, fix });
  }
  return problems;
}

function numberProblems(args: Ec2WorkloadArgs, path: string): Problem[] {
  const problems: Problem[] = [];
  const perZone = args.instancesPerZone;
  if (perZone !== undefined && !(Number.isInteger(perZone) && perZone >= 1 && perZone <= 10)) {
    const fix = "leave it out for 1";
    problems.push({
      path: `${path}.instancesPerZone`,
      given: show(perZone),
      allowed: "whole numbers, 1 to 10",
      fix,
    });
  }
  const days = args.logRetentionDays;
  if (days !== undefined && !retentionDays.includes(days)) {
    const allowed = oneOf(retentionDays.map(String));
    problems.push({
      path: `${path}.logRetentionDays`,
      given: show(days),
      allowed,
      fix: "choose one of them",
    });
  }
  return problems;
}

function instanceTypeProblems(args: Ec2WorkloadArgs, path: string): Problem[] {
  const type = args.instanceType ?? "t3.micro";
  const at = `${path}.instanceType`;
  if (!/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/.test(type)) {
    return [
      { path: at, given: show(type), allowed: "an EC2 instance type", fix: 'write it like "t3.micro"' },
    ];
  }
  if (/^t[12]\./.test(type)) {
    const fix = "take the same size of t3 or t4g";
    return [{ path: at, given: show(type), allowed: "types that are EBS-optimized", fix }];
  }
  const has = architectureOf(type);
  if (args.architecture === undefined || args.architecture === has) return [];
  const given = show(args.architecture);
  return [{ path: `${path}.architecture`, given, allowed: `${has} with ${type}`, fix: "remove it" }];
}

function certificateProblems(args: Ec2WorkloadArgs, path: string): Problem[] {
  const certificateArn = plain(args.certificateArn);
  if (certificateArn === undefined) return [];
  return certificateArnProblems(certificateArn, `${path}.certificateArn`, plain(args.region));
}

/** What is wrong with a certificate's ARN; the Region is compared when it is given. */
export function certificateArnProblems(certificateArn: unknown, path: string, region?: string): Problem[] {
  const arn = typeof certificateArn === "string" ? parseArn(certificateArn) : undefined;
  if (arn?.service !== "acm" || !/^certificate\/[\w-]+$/.test(arn.resource)) {
    const allowed = "the ARN of an ACM certificate";
    const fix = "take it from `aws acm list-certificates`";
    return [{ path, given: show(certificateArn), allowed, fix }];
  }
  if (region === undefined || arn.region === region) return [];
  const fix = "request a certificate in that Region";
  return [{ path, given: show(certificateArn), allowed: `a certificate in ${region}`, fix }];
}

function siteTagProblems(args: Ec2WorkloadArgs, path: string): Problem[] {
  const tags = plain(args.tags);
  const count = Object.keys(tags ?? {}).length;
  const problems = tagProblems(tags, path);
  if (count <= tagCount) return problems;
  const allowed = `at most ${String(tagCount)}`;
  return [...problems, { path, given: `${String(count)} tags`, allowed, fix: "remove some" }];
}

/**
 * Everything that is wrong with the plain values among the arguments of an EC2 workload. Values that are known only
 * later are checked when they are.
 */
export function validateEc2Workload(args: Ec2WorkloadArgs, path: string): Problem[] {
  return judge(args, path, forms, (usable) => {
    const region = plain(usable.region);
    return [
      ...(region === undefined ? [] : regionProblems(region, `${path}.region`)),
      ...wordProblems(usable, path),
      ...zoneProblems(usable, path),
      ...cidrProblems(usable, path),
      ...instanceTypeProblems(usable, path),
      ...numberProblems(usable, path),
      ...certificateProblems(usable, path),
      ...siteTagProblems(usable, `${path}.tags`),
    ];
  });
}
