import type { ClusterNodes, ClusterSupport, WatchCluster } from "../eks.ts";
import { short, some, wrap, type Paint } from "./paint.ts";

const margin = "           ";

/** What is watched of one EKS cluster: version and its support, nodes by zone, namespaces, and what no agent sees. */
export function clusterLines(cluster: WatchCluster, paint: Paint): string[] {
  const { label, name, addOns, namespaces, unseen } = cluster;
  const which = label === undefined ? name : short(label);
  return [
    `  ${paint.dim("cluster".padEnd(8))} ${paint.name(which)}  ${versionText(cluster)}`,
    ...supportLines(cluster.support, paint),
    ...wrap(`${margin}${nodesText(cluster)}`, 13),
    ...(addOns.length > 0
      ? []
      : doubt("nothing here puts the agent into it: none of its flows are seen", paint.doubtful)),
    ...(namespaces.length === 0 ? [] : wrap(`${margin}pods in ${namespaceText(namespaces)}`, 13)),
    ...unseen.flatMap((sentence) => doubt(`not seen: ${sentence}`, paint.doubtful)),
  ];
}

function versionText({ label, version, support }: WatchCluster): string {
  if (label === undefined) return "not in this program";
  if (version === undefined) return "Kubernetes version not in this program";
  return `Kubernetes ${version}${support === undefined ? ", how long AWS supports it is not known here" : ""}`;
}

function supportLines(support: ClusterSupport | undefined, paint: Paint): string[] {
  if (support === undefined) return [];
  const { state, standardUntil, extendedUntil, afterwards } = support;
  if (state === "ended")
    return doubt(`out of support since ${extendedUntil}: AWS makes no cluster of it`, paint.bad);
  const extended = `in extended support from ${standardUntil} until ${extendedUntil}, at six times the price`;
  if (afterwards === "upgrade by AWS") {
    const upgraded = `standard support until ${standardUntil}, upgraded by AWS from then on`;
    return state === "extended" ? doubt(upgraded, paint.bad) : [`${margin}${upgraded}`];
  }
  return state === "extended"
    ? doubt(extended, paint.bad)
    : wrap(`${margin}standard support until ${standardUntil}, ${extended}`, 13);
}

function doubt(sentence: string, brush: Paint["bad"]): string[] {
  return wrap(`${margin}! ${sentence}`, 13).map((line) => line.replace(/\S.*/, (words) => brush(words)));
}

function nodesText({ nodes, version, label, addOns }: WatchCluster): string {
  if (nodes.length === 0)
    return label === undefined ? "its nodes are not in this program" : "no nodes in this program";
  const agents = addOns.length > 0 ? "; one agent on each" : "";
  return `nodes: ${nodes.map((each) => nodeText(each, version, label)).join("; ")}${agents}`;
}

function nodeText(
  { zones, count, hosts, version }: ClusterNodes,
  clusterVersion: string | undefined,
  cluster: string | undefined,
): string {
  const auto = hosts.length === 1 && hosts[0] === cluster;
  const many = auto
    ? "as many as the pods need"
    : count === undefined
      ? "a number not in the program"
      : `${count}`;
  const where = zones.length === 0 ? "zones that are not in this program" : zones.join(" and ");
  const old = version === undefined || version === clusterVersion ? "" : `, Kubernetes ${version}`;
  return `${many} in ${where} (${auto ? "EKS Auto Mode" : some(hosts.map(short), 3)}${old})`;
}

function namespaceText(namespaces: readonly string[]): string {
  return `${namespaces.length === 1 ? "namespace" : "namespaces"} ${some(namespaces, 6)}`;
}
