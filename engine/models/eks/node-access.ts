import { isValues, type Value } from "../../values.ts";
import { combine, type Derived, fields, plain, read, recordOf } from "../derived.ts";
import type { Family, Member } from "../family.ts";
import { type ClusterArgs, pass, usesAccessEntries, usesConfigMap } from "./args.ts";
import type { ServiceRole } from "./service-role.ts";
import { yaml } from "./yaml.ts";

/** What gives nodes and people access to the cluster. */
export interface NodeAccess {
  configMap: Member | undefined;
  entries: Member[];
  /** The entries as the cluster's core data lists them. */
  described: Derived[];
}

/** Version of the kubernetes provider that the recorded eks used. */
export const kubernetesVersion = "4.21.1";

/** Registers the aws-auth ConfigMap, the access entries, or both, as the authentication mode says. */
export async function addNodeAccess(
  family: Family,
  name: string,
  args: ClusterArgs,
  parts: { cluster: Member; kubernetes: Member; instanceRole: ServiceRole | undefined },
): Promise<NodeAccess> {
  const mode = args.authenticationMode;
  const configMap = usesConfigMap(mode)
    ? await addConfigMap(family, name, args, parts.kubernetes, parts.instanceRole)
    : undefined;
  if (!usesAccessEntries(mode)) return { configMap, entries: [], described: [] };
  const role = parts.instanceRole;
  const own: Record<string, Record<string, Derived>> = role === undefined
    ? {}
    : { defaultNodeGroupInstanceRole: { principalArn: role.resolvedArn, type: plain("EC2_LINUX") } };
  const given = Object.entries(fields(args.inputs.accessEntries)).map(([key, entry]) => {
    return [key, propertiesOf(entry)] as const;
  });
  const all = { ...own, ...Object.fromEntries(given) };
  const entries: Member[] = [];
  for (const [key, entry] of Object.entries(all)) {
    entries.push(await addEntry(family, `${name}-${key}`, entry, parts.cluster));
  }
  return { configMap, entries, described: Object.values(all).map(recordOf) };
}

/** The properties of a value that is an object, each from where the whole comes from. */
function propertiesOf(whole: Derived): Record<string, Derived> {
  const entries = isValues(whole.value) ? Object.entries(whole.value) : [];
  return Object.fromEntries(entries.map(([key, value]) => [key, { value, from: whole.from }]));
}

async function addEntry(
  family: Family,
  name: string,
  entry: Record<string, Derived>,
  cluster: Member,
): Promise<Member> {
  const clusterName = cluster.output("name");
  const { kubernetesGroups, principalArn, tags, type, username } = entry;
  const member = await family.add(
    "aws:eks/accessEntry:AccessEntry",
    name,
    { clusterName, kubernetesGroups, principalArn, tags, type, userName: username },
    { dependsOn: [cluster] },
  );
  for (const [key, policy] of Object.entries(propertiesOf(entry.accessPolicies ?? plain({})))) {
    const { accessScope, policyArn } = propertiesOf(policy);
    await family.add(
      "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
      `${name}-${key}`,
      { accessScope, clusterName, policyArn, principalArn },
      { parent: member, dependsOn: [member] },
    );
  }
  return member;
}

function addConfigMap(
  family: Family,
  name: string,
  args: ClusterArgs,
  kubernetes: Member,
  role: ServiceRole | undefined,
): Promise<Member> {
  const mappings = read(args.inputs.roleMappings) ?? plain([]);
  const mapRoles = combine([mappings, role?.resolvedArn ?? plain(null)], ([given, arn]) => {
    const nodes = {
      username: "system:node:{{EC2PrivateDNSName}}",
      groups: ["system:bootstrappers", "system:nodes"],
    };
    const own: Value[] = arn === null || arn === undefined ? [] : [{ rolearn: arn, ...nodes }];
    return yaml([...mapped(given ?? [], "roleArn"), ...own]);
  });
  const users = read(args.inputs.userMappings);
  const mapUsers = users && combine([users], ([given]) => yaml(mapped(given ?? [], "userArn")));
  return family.add(
    "kubernetes:core/v1:ConfigMap",
    `${name}-nodeAccess`,
    {
      ...pass({ apiVersion: "v1", immutable: false, kind: "ConfigMap" }, "apiVersion", "immutable", "kind"),
      metadata: plain({
        name: "aws-auth",
        namespace: "kube-system",
        annotations: { "pulumi.com/patchForce": "true" },
      }),
      data: recordOf({ mapRoles, ...(mapUsers === undefined ? {} : { mapUsers }) }),
    },
    { provider: kubernetes, version: kubernetesVersion },
  );
}

/** Mappings under the names that Kubernetes reads. */
function mapped(list: Value, arn: "roleArn" | "userArn"): Value[] {
  if (!Array.isArray(list)) return [];
  return list.filter(isValues).map((one) => ({
    [arn.toLowerCase()]: one[arn] ?? null,
    username: one.username ?? null,
    groups: one.groups ?? [],
  }));
}
