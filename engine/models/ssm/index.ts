import { arn, declare, fixed, learned, same } from "../declare.ts";
import type { ResourceModel } from "../model.ts";
import { associationModel } from "./association.ts";
import { documentModel } from "./document.ts";

const parameterModel = declare({
  type: "aws:ssm/parameter:Parameter",
  cites: ["ssm-parameter-arn"],
  autoName: { property: "name", maxLength: 2048 },
  id: same("name"),
  outputs: {
    // A name that begins with a slash does not get a second one.
    arn: arn("ssm", (f) => `parameter/${f.text("name").replace(/^\//, "")}`),
    version: learned(1),
    dataType: learned("text"),
    tier: fixed("Standard"),
  },
});

/** What Systems Manager answers. */
export const ssmModels: ResourceModel[] = [associationModel, documentModel, parameterModel];
