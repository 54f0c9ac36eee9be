import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { sortedJson } from "../../shared/json.ts";
import { assumeRolePolicy, policyDocument } from "../iam.ts";
import type { ClusterNetwork } from "../network.ts";
import type { Site } from "../site.ts";
import { updaterCode } from "./updater-code.ts";

/** How long the function's logs are kept, days. */
const logRetentionDays = 30;

/** Marks pets and writes to the log group that is there already; it cannot make one that would outlive the stack. */
function functionPolicy(table: aws.dynamodb.Table, logs: aws.cloudwatch.LogGroup): pulumi.Output<string> {
  return pulumi.all([table.arn, logs.arn]).apply(([tableArn, logsArn]) =>
    policyDocument([
      { Action: ["dynamodb:UpdateItem"], Effect: "Allow", Resource: [tableArn] },
      { Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Effect: "Allow", Resource: [`${logsArn}:*`] },
    ]),
  );
}

function createFunction(site: Site, table: aws.dynamodb.Table): aws.lambda.Function {
  const { component, tags } = site;
  const name = `${site.name}-updater`;
  const options = { parent: component };
  // Lambda's own group appears with the first call, never expires, and stays when the function goes.
  const logs = new aws.cloudwatch.LogGroup(name, { retentionInDays: logRetentionDays, tags }, options);
  const role = new aws.iam.Role(
    name,
    { assumeRolePolicy: assumeRolePolicy("lambda.amazonaws.com", ["sts:AssumeRole"]), tags },
    options,
  );
  const policy = new aws.iam.RolePolicy(
    name,
    { name, role: role.name, policy: functionPolicy(table, logs) },
    options,
  );
  return new aws.lambda.Function(
    name,
    {
      role: role.arn,
      runtime: "nodejs22.x",
      handler: "index.handler",
      code: new pulumi.asset.AssetArchive({ "index.mjs": new pulumi.asset.StringAsset(updaterCode) }),
      environment: { variables: { TABLE_NAME: table.name } },
      loggingConfig: { logFormat: "Text", logGroup: logs.name },
      timeout: 10,
      tags,
    },
    { parent: component, dependsOn: [policy] },
  );
}

/** Only from this VPC, and only to this API. */
function invokePolicy(api: aws.apigateway.RestApi, network: ClusterNetwork): pulumi.Output<string> {
  return pulumi.all([api.executionArn, network.vpcId]).apply(([executionArn, vpcId]) =>
    sortedJson({
      Statement: [
        {
          Action: "execute-api:Invoke",
          Condition: { StringEquals: { "aws:SourceVpc": vpcId } },
          Effect: "Allow",
          Principal: "*",
          Resource: `${executionArn}/*`,
        },
      ],
      Version: "2012-10-17",
    }),
  );
}

/** The root of the API answers PUT with the function. */
function createMethod(
  site: Site,
  api: aws.apigateway.RestApi,
  handler: aws.lambda.Function,
): pulumi.Resource[] {
  const name = `${site.name}-updater`;
  const options = { parent: site.component };
  const root = { restApi: api.id, resourceId: api.rootResourceId, httpMethod: "PUT" };
  const method = new aws.apigateway.Method(name, { ...root, authorization: "NONE" }, options);
  const integration = new aws.apigateway.Integration(
    name,
    { ...root, type: "AWS_PROXY", integrationHttpMethod: "POST", uri: handler.invokeArn },
    { ...options, dependsOn: [method] },
  );
  const permission = new aws.lambda.Permission(
    name,
    {
      action: "lambda:InvokeFunction",
      function: handler.name,
      principal: "apigateway.amazonaws.com",
      sourceArn: pulumi.interpolate`${api.executionArn}/*`,
    },
    options,
  );
  return [integration, permission];
}

/** The URL that takes the status of a pet: a function behind an API that only the VPC reaches, through its endpoint. */
export function createUpdater(
  site: Site,
  network: ClusterNetwork,
  table: aws.dynamodb.Table,
): pulumi.Output<string> {
  const name = `${site.name}-updater`;
  const options = { parent: site.component };
  const handler = createFunction(site, table);
  const endpointId = network.endpointIds["execute-api"];
  const api = new aws.apigateway.RestApi(
    name,
    {
      endpointConfiguration: {
        types: "PRIVATE",
        ...(endpointId === undefined ? {} : { vpcEndpointIds: [endpointId] }),
      },
      tags: site.tags,
    },
    options,
  );
  const policy = new aws.apigateway.RestApiPolicy(
    name,
    { restApiId: api.id, policy: invokePolicy(api, network) },
    options,
  );
  const deployment = new aws.apigateway.Deployment(
    name,
    { restApi: api.id },
    { ...options, dependsOn: [policy, ...createMethod(site, api, handler)] },
  );
  const stage = new aws.apigateway.Stage(
    name,
    { restApi: api.id, deployment: deployment.id, stageName: "prod", tags: site.tags },
    options,
  );
  return pulumi.interpolate`https://${api.id}.execute-api.${site.regionName}.amazonaws.com/${stage.stageName}/`;
}
