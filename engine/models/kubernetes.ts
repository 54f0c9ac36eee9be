import { isValues } from "../values.ts";
import { chosen, declare, learned, open, plainText, type Answer, type Resource } from "./declare.ts";
import type { ResourceModel } from "./model.ts";

/** Kinds whose objects live in a namespace. */
const namespaced = [
  "apps/v1:DaemonSet",
  "apps/v1:Deployment",
  "apps/v1:StatefulSet",
  "batch/v1:CronJob",
  "batch/v1:Job",
  "core/v1:ConfigMap",
  "core/v1:PersistentVolumeClaim",
  "core/v1:Pod",
  "core/v1:Secret",
  "core/v1:Service",
  "core/v1:ServiceAccount",
  "networking.k8s.io/v1:Ingress",
  "networking.k8s.io/v1:NetworkPolicy",
  "policy/v1:PodDisruptionBudget",
  "rbac.authorization.k8s.io/v1:Role",
  "rbac.authorization.k8s.io/v1:RoleBinding",
];

/** Kinds whose objects belong to the whole cluster. */
const clusterWide = [
  "core/v1:Namespace",
  "rbac.authorization.k8s.io/v1:ClusterRole",
  "rbac.authorization.k8s.io/v1:ClusterRoleBinding",
];

function metadataOf({ inputs }: Resource) {
  const metadata = open(inputs.metadata);
  return isValues(metadata) ? metadata : {};
}

/** The name that the program gave, else its own name with eight digits, as the provider makes it. */
const name = (resource: Resource, property: string) =>
  metadataOf(resource).name ??
  chosen(({ name: given, token }) => `${given}-${token.slice(0, 8)}`)(resource, property);

/** What the program said, with the name that the provider chose. What the cluster adds is left out. */
const metadata: Answer = (resource, property) => {
  const given = metadataOf(resource);
  return given.name !== undefined ? given : { ...given, name: name(resource, `${property}.name`) };
};

/** Kubernetes identifies an object by namespace and name. */
const id = (inNamespace: boolean) =>
  learned((resource) => {
    const object = plainText(name(resource, "metadata.name")) ?? resource.context.name;
    const namespace = plainText(metadataOf(resource).namespace) ?? "default";
    return inNamespace ? `${namespace}/${object}` : object;
  });

function kind(token: string, inNamespace: boolean): ResourceModel {
  return declare({
    type: `kubernetes:${token}`,
    cites: ["kubernetes-object-ids", "kubernetes-object-names"],
    regional: false,
    id: (resource) => id(inNamespace)(resource, "id"),
    extended: { metadata },
  });
}

/** Kubernetes objects, as their manifests say. What controllers add to them later, such as a status, is not known. */
export const kubernetesModels: ResourceModel[] = [
  ...namespaced.map((token) => kind(token, true)),
  ...clusterWide.map((token) => kind(token, false)),
];
