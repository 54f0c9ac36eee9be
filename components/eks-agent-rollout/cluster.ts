import { parseArn } from "../shared/arn.ts";
import { show, type Problem } from "../shared/problems.ts";
import { regionProblems } from "../shared/region.ts";

/** Source: EKS API, `CreateCluster`. */
const clusterName = /^[0-9A-Za-z][\w-]{0,99}$/;

/** The name of a cluster that is given by name or ARN. A name has no slash. */
export function clusterNameOf(cluster: string): string {
  return cluster.slice(cluster.lastIndexOf("/") + 1);
}

/** The Region in a cluster's ARN; undefined for a name, which has none. */
export function clusterRegionOf(cluster: string): string | undefined {
  return parseArn(cluster)?.region;
}

/** What is wrong with a cluster's name or ARN; the Region is compared when it is given. */
export function clusterProblems(cluster: unknown, path: string, region?: string): Problem[] {
  const text = typeof cluster === "string" ? cluster : "";
  if (clusterName.test(text)) return [];
  const arn = parseArn(text);
  const [kind, name = "", ...rest] = arn?.resource.split("/") ?? [];
  const shaped = kind === "cluster" && clusterName.test(name) && rest.length === 0;
  if (arn?.service !== "eks" || !shaped || arn.region === "" || arn.accountId === "") {
    const allowed =
      "the name of a cluster, or its ARN, such as arn:aws:eks:ap-northeast-1:123456789012:cluster/pets";
    const fix = "take it from `aws eks list-clusters`";
    return [{ path, given: show(cluster), allowed, fix }];
  }
  if (region === undefined || region === arn.region) return regionProblems(arn.region, path);
  const fix = "set region to the cluster's own";
  return [{ path, given: show(cluster), allowed: `a cluster in ${region}`, fix }];
}
