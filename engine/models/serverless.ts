import { arn, chosen, declare, fixed, same } from "./declare.ts";
import { jsonProblems } from "./json.ts";
import type { ResourceModel } from "./model.ts";

const cites = ["serverless-arn-forms"];

/** Ten characters, as API Gateway identifies its resources. */
const apiId = chosen(({ token }) => token.slice(0, 10));

/** A part of a REST API that is nothing but a setting: its own short id, and no outputs that programs use. */
function apiPart(name: string): ResourceModel {
  const type = `aws:apigateway/${name}:${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return declare({ type, cites, id: apiId });
}

/** Queues, functions, and REST APIs. */
export const serverlessModels: ResourceModel[] = [
  declare({
    type: "aws:sqs/queue:Queue",
    cites,
    autoName: { property: "name", maxLength: 80, prefixProperty: "namePrefix" },
    id: same("url"),
    outputs: {
      arn: arn("sqs", (f) => f.text("name")),
      url: chosen((f) => `https://sqs.${f.region}.amazonaws.com/${f.accountId}/${f.text("name")}`),
    },
    check: (inputs) => jsonProblems(inputs, "policy"),
  }),
  declare({
    type: "aws:lambda/function:Function",
    cites,
    autoName: { property: "name", maxLength: 64 },
    id: same("name"),
    outputs: {
      arn: arn("lambda", (f) => `function:${f.text("name")}`),
      invokeArn: chosen(
        (f) =>
          `arn:${f.partition}:apigateway:${f.region}:lambda:path/2015-03-31/functions/arn:${f.partition}:lambda:` +
          `${f.region}:${f.accountId}:function:${f.text("name")}/invocations`,
      ),
    },
  }),
  declare({
    type: "aws:lambda/permission:Permission",
    cites,
    id: same("statementId"),
    outputs: { statementId: apiId },
  }),
  declare({
    type: "aws:apigateway/restApi:RestApi",
    cites,
    autoName: { property: "name", maxLength: 1024 },
    id: apiId,
    outputs: {
      arn: chosen((f) => `arn:${f.partition}:apigateway:${f.region}::/restapis/${f.text("id")}`),
      executionArn: arn("execute-api", (f) => f.text("id")),
      rootResourceId: apiId,
      description: fixed("Managed by Pulumi"),
    },
    check: (inputs) => jsonProblems(inputs, "policy"),
  }),
  declare({
    type: "aws:apigateway/stage:Stage",
    cites,
    id: apiId,
    outputs: {
      arn: chosen(
        (f) =>
          `arn:${f.partition}:apigateway:${f.region}::/restapis/${f.text("restApi")}/stages/${f.text("stageName")}`,
      ),
      invokeUrl: chosen(
        (f) => `https://${f.text("restApi")}.execute-api.${f.region}.amazonaws.com/${f.text("stageName")}`,
      ),
    },
  }),
  apiPart("deployment"),
  apiPart("integration"),
  apiPart("method"),
  apiPart("restApiPolicy"),
];
