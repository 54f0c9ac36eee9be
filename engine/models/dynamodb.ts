import { arn, composed, declare, same } from "./declare.ts";
import type { ResourceModel } from "./model.ts";

const cites = ["data-store-arn-forms"];

/** Tables and the items that a program puts into them. */
export const dynamodbModels: ResourceModel[] = [
  declare({
    type: "aws:dynamodb/table:Table",
    cites,
    autoName: { property: "name", maxLength: 255 },
    id: same("name"),
    outputs: { arn: arn("dynamodb", (f) => `table/${f.text("name")}`) },
  }),
  declare({
    type: "aws:dynamodb/tableItem:TableItem",
    cites,
    id: composed((f) => `${f.text("tableName")}|${f.text("hashKey")}|${f.name}`),
  }),
];
