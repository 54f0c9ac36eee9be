import { arn, declare, fixed, ownAccount, same } from "./declare.ts";
import { jsonProblems } from "./json.ts";
import type { ResourceModel } from "./model.ts";

const cites = ["sns-arn-forms"];

/** Topics and who may publish to them. */
export const snsModels: ResourceModel[] = [
  declare({
    type: "aws:sns/topic:Topic",
    cites,
    autoName: { property: "name", maxLength: 256, prefixProperty: "namePrefix" },
    id: same("arn"),
    outputs: { arn: arn("sns", (f) => f.text("name")), owner: ownAccount, fifoTopic: fixed(false) },
  }),
  declare({
    type: "aws:sns/topicPolicy:TopicPolicy",
    cites,
    id: same("arn"),
    outputs: { owner: ownAccount },
    check: (inputs) => jsonProblems(inputs, "policy"),
  }),
];
