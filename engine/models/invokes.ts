import { isUnknown, type Values } from "../values.ts";
import { plainText } from "./declare.ts";
import type { InvokeModel, ModelEnvironment } from "./model.ts";

/** The Region that a call names, or that of its provider. */
function callRegion(args: Values, environment: ModelEnvironment): string {
  return plainText(args.region) ?? environment.region;
}

/** The same, where the run knows about it: undefined for any other Region, and for one that is not known yet. */
function knownRegion(args: Values, environment: ModelEnvironment): string | undefined {
  const region = callRegion(args, environment);
  return region === environment.region && !isUnknown(region) ? region : undefined;
}

/** DNS suffix of a partition's services. Source: General Reference, AWS service endpoints. */
function dnsSuffix(partition: string): string {
  return partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
}

/**
 * The zones are known for the own Region of the run or the provider only. Their ids differ between accounts, so a text stands for each
 * that cannot be taken for an id.
 */
function availabilityZones(args: Values, environment: ModelEnvironment): Values | undefined {
  const region = knownRegion(args, environment);
  const filters = Object.keys(args).filter((key) => key !== "region" && key !== "state");
  if (region === undefined || filters.length > 0) return undefined;
  const names = environment.availabilityZones;
  const zoneIds = names.map((name) => `<zone id of ${name}>`);
  return { id: region, region, names, zoneIds, groupNames: [region] };
}

/** AWS publishes new versions all the time, so a text stands for the version that cannot be taken for one. */
function addonVersion(args: Values, environment: ModelEnvironment): Values {
  const name = plainText(args.addonName) ?? "the add-on";
  const kind = args.mostRecent === true ? "newest" : "default";
  const version = `<${kind} version of ${name} for Kubernetes ${plainText(args.kubernetesVersion) ?? "?"}>`;
  return { ...args, id: name, region: callRegion(args, environment), version };
}

/** The functions that a run answers from its environment. */
export const invokeModels: InvokeModel[] = [
  {
    token: "aws:index/getAvailabilityZones:getAvailabilityZones",
    cites: ["availability-zone-letters", "availability-zones-from-environment"],
    answer: availabilityZones,
  },
  {
    token: "aws:index/getRegion:getRegion",
    cites: ["account-region-partition-from-environment"],
    answer: (args, environment) => {
      const region = knownRegion(args, environment);
      if (region === undefined) return undefined;
      const endpoint = `ec2.${region}.${dnsSuffix(environment.partition)}`;
      return { id: region, name: region, region, endpoint, description: `<description of ${region}>` };
    },
  },
  {
    token: "aws:index/getCallerIdentity:getCallerIdentity",
    cites: ["account-region-partition-from-environment"],
    answer: (_args, { accountId, partition }) => ({
      accountId,
      id: accountId,
      arn: `arn:${partition}:iam::${accountId}:root`,
      userId: accountId,
    }),
  },
  {
    token: "aws:index/getPartition:getPartition",
    cites: ["account-region-partition-from-environment"],
    answer: (_args, { partition }) => {
      const suffix = dnsSuffix(partition);
      const reverseDnsPrefix = suffix.split(".").reverse().join(".");
      return { id: partition, partition, dnsSuffix: suffix, reverseDnsPrefix };
    },
  },
  {
    token: "aws:eks/getAddonVersion:getAddonVersion",
    cites: ["eks-addon-versions-unknown"],
    answer: addonVersion,
  },
];
