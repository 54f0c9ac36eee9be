import {
  isSupportedRegion,
  limits,
  LocalResourceType,
  monitorNamePattern,
  RemoteResourceType,
} from "../nfm/index.ts";
import { parseArn } from "../shared/arn.ts";
import {
  anything,
  input,
  isRecord,
  judge,
  list,
  record,
  required,
  text,
  type Forms,
} from "../shared/forms.ts";
import { plain } from "../shared/inputs.ts";
import { oneOf, show, type Problem } from "../shared/problems.ts";
import { regionProblems } from "../shared/region.ts";
import { scopeArnProblems } from "../shared/scope-arn.ts";
import { tagProblems } from "../shared/tags.ts";
import type { LocalResource, MonitorArgs, RemoteResource } from "./args.ts";
import { identifierKind } from "./identifiers.ts";
import {
  duplicateProblems,
  localRegionProblems,
  oneRemoteRegionProblems,
  otherRegionProblems,
  serviceRegionProblems,
  type PlacedResource,
} from "./rules.ts";

const forms: Forms<MonitorArgs> = {
  scopeArn: required(anything, "the ARN of the scope", "give the `scopeArn` of a `Scope`"),
  localResources: required(
    list,
    "1 to 25 resources",
    "name what the agents run in, such as an Availability Zone",
  ),
  remoteResources: list,
  monitorName: anything,
  region: input(text),
  tags: input(record),
};

/** The part of a type that people get right: `AvailabilityZone` of `AWS::EC2::AvailabilityZone`. */
function lastSegment(type: string): string {
  return type.slice(type.lastIndexOf(":") + 1).toLowerCase();
}

/** What is wrong with a type, naming the right string where it can be told. */
function typeProblems(type: unknown, types: readonly string[], path: string): Problem[] {
  if (types.some((known) => known === type)) return [];
  const given = show(type);
  if (typeof type === "string" && identifierKind(type) !== undefined) {
    const side = types.some((known) => known === RemoteResourceType.AwsService) ? "local" : "remote";
    return [{ path, given, allowed: oneOf(types), fix: `this type can only be a ${side} resource` }];
  }
  const meant =
    typeof type === "string" ? types.find((known) => lastSegment(known) === lastSegment(type)) : undefined;
  const fix = meant === undefined ? "choose one of them" : `write ${show(meant)}`;
  return [{ path, given, allowed: oneOf(types), fix }];
}

function identifierProblems(type: string, identifier: unknown, path: string): Problem[] {
  const kind = identifierKind(type);
  if (kind === undefined || (typeof identifier === "string" && kind.fits(identifier))) return [];
  return [{ path, given: show(identifier), allowed: kind.allowed, fix: kind.fix }];
}

/** The resources whose identifiers are known, with what is wrong with each by itself. */
function inspect(
  resources: readonly (LocalResource | RemoteResource)[],
  types: readonly string[],
  path: string,
) {
  const problems: Problem[] = [];
  const placed: PlacedResource[] = [];
  resources.forEach((resource, index) => {
    const where = `${path}[${String(index)}]`;
    if (!isRecord(resource)) {
      const allowed = "type and identifier, such as the functions of `local` and `remote` make";
      problems.push({ path: where, given: show(resource), allowed, fix: "make it by one of them" });
      return;
    }
    const { type, identifier } = resource;
    const known = plain(identifier);
    const later = known === undefined && (identifier as unknown) !== undefined;
    const wrong = typeProblems(type, types, `${where}.type`);
    if (wrong.length === 0 && !later) {
      wrong.push(...identifierProblems(type, known, `${where}.identifier`));
    }
    problems.push(...wrong);
    if (wrong.length > 0 || known === undefined) return;
    placed.push({ path: where, type, identifier: known, region: identifierKind(type)?.regionOf(known) });
  });
  return { problems, placed };
}

function countProblems(args: Partial<MonitorArgs>, path: string): Problem[] {
  const problems: Problem[] = [];
  const locals = args.localResources?.length ?? 0;
  const remotes = args.remoteResources?.length ?? 0;
  const fix = "make a second monitor, or name something larger, such as the VPC of the subnets";
  if (locals === 0) {
    const need = "name what the agents run in, such as an Availability Zone";
    problems.push({ path: `${path}.localResources`, given: "none", allowed: "at least 1", fix: need });
  }
  if (locals > limits.localResourcesPerMonitor) {
    const allowed = `at most ${String(limits.localResourcesPerMonitor)}, a limit that AWS does not raise`;
    problems.push({ path: `${path}.localResources`, given: `${String(locals)} resources`, allowed, fix });
  }
  if (remotes > limits.remoteResourcesPerMonitor) {
    const allowed = `at most ${String(limits.remoteResourcesPerMonitor)}, a limit that AWS does not raise`;
    problems.push({ path: `${path}.remoteResources`, given: `${String(remotes)} resources`, allowed, fix });
  }
  return problems;
}

function nameProblems(name: unknown, path: string): Problem[] {
  const fits =
    typeof name === "string" && monitorNamePattern.test(name) && name.length <= limits.monitorNameLength;
  if (fits) return [];
  const allowed = `1 to ${String(limits.monitorNameLength)} letters, digits, "_", "." and "-"`;
  return [
    {
      path,
      given: show(name),
      allowed,
      fix: "rename it, or leave it out for a name made of project and stack",
    },
  ];
}

/** The Region that the monitor is in, as far as plain values tell: said, else the scope's, else the first resource's. */
function currentRegion(args: Partial<MonitorArgs>, locals: PlacedResource[]): string | undefined {
  const scopeArn = plain(args.scopeArn);
  const scopeRegion = typeof scopeArn === "string" ? parseArn(scopeArn)?.region : undefined;
  const known = plain(args.region) ?? scopeRegion ?? locals[0]?.region;
  return known !== undefined && isSupportedRegion(known) ? known : undefined;
}

function ownProblems(args: Partial<MonitorArgs>, path: string): Problem[] {
  const region = plain(args.region);
  const monitorName = plain(args.monitorName);
  const scopeArn = plain(args.scopeArn);
  const problems = countProblems(args, path);
  if (monitorName !== undefined) problems.push(...nameProblems(monitorName, `${path}.monitorName`));
  if (region !== undefined) problems.push(...regionProblems(region, `${path}.region`));
  if (scopeArn !== undefined) problems.push(...scopeArnProblems(scopeArn, `${path}.scopeArn`, region));
  return [...problems, ...tagProblems(plain(args.tags), `${path}.tags`)];
}

/**
 * Everything that is wrong with the plain values among a monitor's arguments. Values that are known only later are
 * checked when they are.
 */
export function validateMonitor(args: MonitorArgs, path: string): Problem[] {
  return judge(args, path, forms, (usable) => {
    const { localResources = [], remoteResources = [] } = usable;
    const locals = inspect(localResources, Object.values(LocalResourceType), `${path}.localResources`);
    const remotes = inspect(remoteResources, Object.values(RemoteResourceType), `${path}.remoteResources`);
    const current = currentRegion(usable, locals.placed);
    return [
      ...ownProblems(usable, path),
      ...locals.problems,
      ...remotes.problems,
      ...duplicateProblems(locals.placed),
      ...duplicateProblems(remotes.placed),
      ...localRegionProblems(locals.placed, current),
      ...oneRemoteRegionProblems(remotes.placed),
      ...serviceRegionProblems(remotes.placed, current),
      ...otherRegionProblems(remotes.placed, current),
    ];
  });
}
