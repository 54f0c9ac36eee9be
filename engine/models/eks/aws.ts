import { isValues, UNKNOWN, type Value, type Values } from "../../values.ts";
import {
  arn,
  chosen,
  declare,
  fixed,
  hexId,
  learned,
  open,
  plainText,
  same,
  type Answer,
  composed,
} from "../declare.ts";
import { uuid } from "../formats.ts";
import { jsonProblems } from "../json.ts";
import type { ResourceModel } from "../model.ts";

const cites = ["eks-id-and-arn-forms"];

/** An object of the program's with what AWS adds to it. */
function withMore(more: Record<string, Answer>): Answer {
  return (resource, property) => {
    const given = open(resource.inputs[property]);
    if (given !== undefined && !isValues(given)) return given;
    const added = Object.entries(more).map(([key, answer]) => {
      return [key, given?.[key] ?? answer(resource, `${property}.${key}`)] as const;
    });
    return { ...given, ...Object.fromEntries(added) };
  };
}

/** One object in one list, as the provider nests what Terraform calls blocks. */
function block(key: string, answer: Answer): Answer {
  return (resource, property) => {
    if (resource.context.dryRun) return UNKNOWN;
    const value: Values = { [key]: answer(resource, `${property}[0].${key}`) };
    return [value];
  };
}

const authority = chosen(({ token }) => Buffer.from(`simulated-ca-${token}`).toString("base64"));
const issuer = chosen((f) => {
  const id = /\/\/([0-9A-F]+)\./.exec(f.text("endpoint"))?.[1] ?? f.token;
  return `https://oidc.eks.${f.region}.amazonaws.com/id/${id}`;
});

const clusterModel = declare({
  type: "aws:eks/cluster:Cluster",
  cites: [...cites, "eks-cluster-outputs"],
  autoName: { property: "name", maxLength: 100 },
  id: same("name"),
  outputs: {
    arn: arn("eks", (f) => `cluster/${f.text("name")}`),
    endpoint: chosen((f) => {
      const id = (f.token + f.token).slice(0, 32).toUpperCase();
      return `https://${id}.gr7.${f.region}.eks.amazonaws.com`;
    }),
    certificateAuthority: (resource, property) =>
      resource.context.dryRun ? UNKNOWN : { data: authority(resource, `${property}.data`) },
    identities: block("oidcs", block("issuer", issuer)),
    // The default version changes with time, so a text stands for it that is no version.
    version: learned("<default version of EKS>"),
    status: learned("ACTIVE"),
    bootstrapSelfManagedAddons: fixed(true),
  },
  extended: {
    vpcConfig: withMore({ clusterSecurityGroupId: hexId("sg-"), vpcId: hexId("vpc-") }),
    kubernetesNetworkConfig: withMore({
      ipFamily: learned("ipv4"),
      serviceIpv4Cidr: learned("172.20.0.0/16"),
    }),
    accessConfig: withMore({ authenticationMode: learned("CONFIG_MAP") }),
  },
});

function addonRefusals(inputs: Values): string[] {
  const associations: Value | undefined = open(inputs.podIdentityAssociations);
  const both =
    Array.isArray(associations) && associations.length > 0 && inputs.serviceAccountRoleArn !== undefined;
  return [
    ...jsonProblems(inputs, "configurationValues"),
    ...(both
      ? ["InvalidParameterException: an add-on takes podIdentityAssociations or serviceAccountRoleArn"]
      : []),
  ];
}

const addonModel = declare({
  type: "aws:eks/addon:Addon",
  cites: [...cites, "eks-addon-takes-one-credential", "eks-addon-versions-unknown"],
  id: composed((f) => `${f.text("clusterName")}:${f.text("addonName")}`),
  outputs: {
    arn: arn("eks", (f) => `addon/${f.text("clusterName")}/${f.text("addonName")}/${uuid(f)}`),
    addonVersion: (resource) => {
      const name = plainText(resource.inputs.addonName) ?? "the add-on";
      return learned(`<default version of ${name}>`)(resource, "addonVersion");
    },
  },
  check: addonRefusals,
});

const nodeGroupModel = declare({
  type: "aws:eks/nodeGroup:NodeGroup",
  cites,
  autoName: { property: "nodeGroupName", maxLength: 63, prefixProperty: "nodeGroupNamePrefix" },
  id: composed((f) => `${f.text("clusterName")}:${f.text("nodeGroupName")}`),
  outputs: {
    arn: arn("eks", (f) => `nodegroup/${f.text("clusterName")}/${f.text("nodeGroupName")}/${uuid(f)}`),
    status: learned("ACTIVE"),
    capacityType: fixed("ON_DEMAND"),
    resources: block(
      "autoscalingGroups",
      block(
        "name",
        chosen((f) => `eks-${f.text("nodeGroupName")}-${uuid(f)}`),
      ),
    ),
  },
});

/** What EKS answers. */
export const eksModels: ResourceModel[] = [
  clusterModel,
  addonModel,
  nodeGroupModel,
  declare({
    type: "aws:eks/accessEntry:AccessEntry",
    cites,
    id: composed((f) => `${f.text("clusterName")}:${f.text("principalArn")}`),
    outputs: {
      accessEntryArn: arn("eks", (f) => `access-entry/${f.text("clusterName")}/${uuid(f)}`),
      type: fixed("STANDARD"),
    },
  }),
  declare({
    type: "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
    cites,
    id: composed((f) => `${f.text("clusterName")}#${f.text("principalArn")}#${f.text("policyArn")}`),
  }),
  declare({
    type: "aws:eks/podIdentityAssociation:PodIdentityAssociation",
    cites,
    id: same("associationId"),
    outputs: {
      associationId: chosen(({ token }) => `a-${token}`),
      associationArn: arn("eks", (f) => {
        return `podidentityassociation/${f.text("clusterName")}/${f.text("associationId")}`;
      }),
    },
  }),
];
