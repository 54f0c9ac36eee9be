import { arn, chosen, composed, declare, same } from "./declare.ts";
import { uuid } from "./formats.ts";
import type { ResourceModel } from "./model.ts";

const cites = ["data-store-arn-forms"];

/** Secrets and their values. A secret's ARN ends in six characters of AWS's own. */
export const secretsmanagerModels: ResourceModel[] = [
  declare({
    type: "aws:secretsmanager/secret:Secret",
    cites,
    autoName: { property: "name", maxLength: 512, prefixProperty: "namePrefix" },
    id: same("arn"),
    outputs: { arn: arn("secretsmanager", (f) => `secret:${f.text("name")}-${f.token.slice(0, 6)}`) },
  }),
  declare({
    type: "aws:secretsmanager/secretVersion:SecretVersion",
    cites,
    id: composed((f) => `${f.text("secretId")}|${f.text("versionId")}`),
    outputs: { arn: same("secretId"), versionId: chosen(uuid) },
  }),
];
