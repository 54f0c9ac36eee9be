import type { z } from "zod";
import { isSupportedRegion, supportedRegions } from "../components/nfm/index.ts";
import { oneOf, show, type Problem } from "../components/shared/problems.ts";
import { decodeConfig, type RawConfig } from "./decode.ts";
import { pathText, unknownKey } from "./issues.ts";
import { nearest, nearestRegion } from "./nearest.ts";
import { isWorkload, namespace, workloads, type PartialConfig, type WorkloadName } from "./schema.ts";
import { readSection, type ReadSection } from "./section.ts";
import { monitorKey, monitorSection, monitorsSection } from "./sections.ts";

/** A stack's configuration as read, with what is wrong with its form. */
export interface ReadConfig {
  problems: Problem[];
  /** What fits the schema, and what can be judged of the rest. */
  config: PartialConfig;
  /** Keys of sections that do not fit the schema so much that nothing in them can be judged. */
  unread: string[];
  /** Paths at which `config` is not what the user gave. What rules say about these is not true. */
  unsure: string[];
  /** Region of the stack, when it is one that has Network Flow Monitor. */
  region: string | undefined;
}

const regionKey = "aws:region";

function regionOf(raw: RawConfig): { region: string | undefined; problems: Problem[] } {
  const region = raw.values[regionKey];
  if (region !== undefined && isSupportedRegion(region)) return { region, problems: [] };
  const meant = region === undefined ? undefined : nearestRegion(region);
  const fix = `pulumi config set ${regionKey} ${meant ?? "<region>"}`;
  const allowed = `a Region that has Network Flow Monitor: ${supportedRegions.join(", ")}`;
  return { region: undefined, problems: [{ path: regionKey, given: show(region), allowed, fix }] };
}

function workloadProblems(name: unknown): Problem[] {
  if (isWorkload(name)) return [];
  const words = Object.keys(workloads);
  const meant = typeof name === "string" ? nearest(name, words) : undefined;
  const fix =
    name === undefined
      ? `pulumi config set ${namespace}:workload <workload>`
      : `write ${meant ?? words[0] ?? ""}`;
  return [{ path: `${namespace}:workload`, given: show(name), allowed: oneOf(words), fix }];
}

/** What of the schema is one section's. */
type Section = readonly [key: string, schema: z.ZodType];

/** The sections of a workload. */
function sectionsIn(workload: WorkloadName): Section[] {
  const shape: Record<string, z.ZodType> = workloads[workload].shape;
  return Object.entries(shape);
}

/** The workloads that have a key. */
function owners(key: string): WorkloadName[] {
  return (Object.keys(workloads) as WorkloadName[]).filter((name) =>
    Object.hasOwn(workloads[name].shape, key),
  );
}

/** Every key that some workload has, sorted. */
function allKeys(): string[] {
  return [...new Set(Object.values(workloads).flatMap(({ shape }) => Object.keys(shape)))].sort();
}

/** The sections to read. Without a workload those that all workloads with them understand alike. */
function sectionsOf(workload: WorkloadName | undefined): Section[] {
  if (workload !== undefined) return sectionsIn(workload);
  const all = (Object.keys(workloads) as WorkloadName[]).flatMap(sectionsIn);
  const isAlike = ([key, schema]: Section) => all.every((other) => other[0] !== key || other[1] === schema);
  return [...new Map(all.filter(isAlike))];
}

/** The keys that nobody has, and those that another workload has. */
function keyProblems(values: Record<string, unknown>, workload: WorkloadName | undefined): Problem[] {
  const known = allKeys();
  return Object.keys(values).flatMap((key) => {
    const path = `${namespace}:${key}`;
    if (!known.includes(key)) return [unknownKey(path, key, known, `${namespace}:`)];
    if (workload === undefined || key in workloads[workload].shape) return [];
    const fix = `remove it, or set ${namespace}:workload to ${oneOf(owners(key).map(show))}`;
    return [{ path, given: "a value", allowed: `nothing with workload ${show(workload)}`, fix }];
  });
}

/** The monitors one by one, so that a mistake in one leaves the others to be judged. */
function readMonitors(value: unknown): ReadSection<PartialConfig["monitors"]> {
  const path = `${namespace}:monitors`;
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return readSection(monitorsSection, value, path);
  const problems: Problem[] = [];
  const unsure: string[] = [];
  const usable: NonNullable<PartialConfig["monitors"]> = {};
  for (const [name, entry] of Object.entries(value)) {
    const at = pathText(path, [name]);
    if (!monitorKey.test(name)) {
      const fix = "rename it";
      problems.push({
        path: at,
        given: `name ${show(name)}`,
        allowed: "names of letters, digits, _ and -",
        fix,
      });
    }
    const read = readSection(monitorSection, entry, at);
    problems.push(...read.problems);
    unsure.push(...read.unsure);
    if (read.usable !== undefined) usable[name] = read.usable;
  }
  return { problems, usable, unsure };
}

/** Reads the configuration of a stack by the schema, all of it, whatever is wrong with its parts. */
export function readConfig(raw: RawConfig): ReadConfig {
  const { values, problems } = decodeConfig(raw);
  const workload = isWorkload(values["workload"]) ? values["workload"] : undefined;
  const { region, problems: regionProblems } = regionOf(raw);
  problems.push(...regionProblems, ...workloadProblems(values["workload"]), ...keyProblems(values, workload));
  const config: PartialConfig = { workload };
  const unread: string[] = [];
  const unsure: string[] = [];
  for (const [key, schema] of sectionsOf(workload)) {
    const value = values[key];
    const refusedUnread = problems.some((problem) => problem.path === `${namespace}:${key}`);
    if (refusedUnread) unread.push(key);
    if (key === "workload" || refusedUnread) continue;
    const read =
      key === "monitors" && value !== undefined
        ? readMonitors(value)
        : readSection(schema, value, `${namespace}:${key}`);
    problems.push(...read.problems);
    unsure.push(...read.unsure);
    if (read.problems.length > 0 && read.usable === undefined) unread.push(key);
    Object.assign(config, { [key]: read.usable });
  }
  return { problems, config, unread, unsure, region };
}
