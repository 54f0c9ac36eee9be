import { isValues, type Value, type Values } from "../../values.ts";
import { arn, declare, open, plainText, same } from "../declare.ts";
import type { ResourceContext, ResourceModel } from "../model.ts";
import { callRegion, refusal, regionProblems, tagProblems } from "./endpoint.ts";
import {
  localTypes,
  maxLocalResources,
  maxRemoteResources,
  monitorName,
  monitorNameLength,
  remoteTypes,
} from "./facts.ts";
import { identifierProblem, type Member, regionOf } from "./identifier.ts";

/** Monitors. */
export const monitorModel: ResourceModel = declare({
  type: "aws:networkflowmonitor/monitor:Monitor",
  cites: [
    "nfm-monitor-arn-and-id",
    "nfm-monitor-name",
    "nfm-monitor-resource-types",
    "nfm-monitor-resource-limits",
    "nfm-monitor-combination-rules",
    "nfm-regions",
    "nfm-tags-limit",
  ],
  id: same("monitorName"),
  outputs: { monitorArn: arn("networkflowmonitor", (f) => `monitor/${f.text("monitorName")}`) },
  check: (inputs, context) => [
    ...regionProblems("region", callRegion(inputs, context)),
    ...nameProblems(plainText(inputs.monitorName)),
    ...memberProblems(inputs, context).map(refusal),
    ...tagProblems(inputs),
  ],
});

function nameProblems(name: string | undefined): string[] {
  if (name === undefined) return [];
  if (name.length > monitorNameLength) {
    return [refusal(`monitorName: ${name.length} characters, at most ${monitorNameLength} are allowed`)];
  }
  return monitorName.test(name)
    ? []
    : [refusal(`monitorName: "${name}" does not match ${monitorName.source}`)];
}

function memberProblems(inputs: Values, context: ResourceContext): string[] {
  const locals = members("localResources", open(inputs.localResources));
  const remotes = members("remoteResources", open(inputs.remoteResources));
  const region = callRegion(inputs, context);
  return [
    ...(Array.isArray(open(inputs.localResources)) && locals.length === 0
      ? ["localResources: a monitor needs at least one local resource"]
      : []),
    ...countProblem("localResources", locals, maxLocalResources),
    ...countProblem("remoteResources", remotes, maxRemoteResources),
    ...locals.flatMap((local) => oneProblem(local, localTypes)),
    ...remotes.flatMap((remote) => oneProblem(remote, remoteTypes)),
    ...locals.flatMap((local) => outsideProblem(local, region)),
    ...remoteProblems(remotes, region),
  ];
}

function members(property: string, list: Value | undefined): Member[] {
  if (!Array.isArray(list)) return [];
  return list.map((entry, index) => {
    const opened = open(entry);
    const values = isValues(opened) ? opened : {};
    const path = `${property}[${index}]`;
    return { path, type: plainText(values.type), identifier: plainText(values.identifier) };
  });
}

function countProblem(property: string, list: Member[], most: number): string[] {
  return list.length > most ? [`${property}: ${list.length} resources, at most ${most} are allowed`] : [];
}

function oneProblem(member: Member, types: string[]): string[] {
  if (member.type === undefined) return [];
  if (!types.includes(member.type))
    return [`${member.path}.type: "${member.type}" is none of ${types.join(", ")}`];
  const problem = identifierProblem(member);
  return problem === undefined ? [] : [problem];
}

function outsideProblem(local: Member, region: string | undefined): string[] {
  const own = regionOf(local);
  if (own === undefined || region === undefined || own === region) return [];
  return [
    `${local.path}: it is in ${own}, but every local resource must be in the monitor's Region, ${region}`,
  ];
}

/** The rules for remote resources, which look at the Regions of all of them. */
function remoteProblems(remotes: Member[], region: string | undefined): string[] {
  const regions = [...new Set(remotes.map(regionOf).filter((found) => found !== undefined))].sort();
  if (regions.length > 1) {
    return [`remoteResources: they are in ${regions.join(", ")}, but all must be in one Region`];
  }
  const other = regions.find((found) => region !== undefined && found !== region);
  if (other === undefined) return [];
  if (remotes.some(({ type }) => type === "AWS::AWSService")) {
    return [
      `remoteResources: beside an AWS::AWSService all others must be in ${region ?? other}, not in ${other}`,
    ];
  }
  return remotes
    .filter(({ type }) => type !== undefined && type !== "AWS::Region")
    .map(({ path, type }) => `${path}: in another Region only AWS::Region can be remote, not ${type ?? ""}`);
}
