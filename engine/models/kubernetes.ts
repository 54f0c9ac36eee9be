import { isValues } from "../values.ts";
import { declare, learned, plainText } from "./declare.ts";
import type { ResourceModel } from "./model.ts";

/** The object that eks makes for node access. Kubernetes identifies an object by namespace and name. */
export const kubernetesModels: ResourceModel[] = [
  declare({
    type: "kubernetes:core/v1:ConfigMap",
    cites: ["kubernetes-object-ids"],
    regional: false,
    id: (resource) => {
      const metadata = isValues(resource.inputs.metadata) ? resource.inputs.metadata : {};
      const name = plainText(metadata.name) ?? resource.context.name;
      return learned(`${plainText(metadata.namespace) ?? "default"}/${name}`)(resource, "id");
    },
  }),
];
