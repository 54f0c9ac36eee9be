import { arn, chosen, declare, fixed, learned, plainText, same } from "./declare.ts";
import { uuid } from "./formats.ts";
import { jsonProblems } from "./json.ts";
import type { ResourceModel } from "./model.ts";

const cites = ["kms-arn-forms"];

/** Keys and their aliases. */
export const kmsModels: ResourceModel[] = [
  declare({
    type: "aws:kms/key:Key",
    cites,
    id: chosen(uuid),
    outputs: {
      keyId: same("id"),
      arn: arn("kms", (f) => `key/${f.text("id")}`),
      isEnabled: fixed(true),
      keyUsage: fixed("ENCRYPT_DECRYPT"),
    },
    check: (inputs) => jsonProblems(inputs, "policy"),
  }),
  declare({
    type: "aws:kms/alias:Alias",
    cites,
    autoName: { property: "name", maxLength: 256, prefixProperty: "namePrefix" },
    id: same("name"),
    outputs: {
      arn: arn("kms", (f) => f.text("name")),
      targetKeyArn: learned((resource) => {
        const key = plainText(resource.inputs.targetKeyId) ?? "";
        if (key.startsWith("arn:")) return key;
        const { partition, region, accountId } = resource.context;
        return `arn:${partition}:kms:${region}:${accountId}:key/${key}`;
      }),
    },
  }),
];
