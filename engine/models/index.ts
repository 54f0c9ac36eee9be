import { autoscalingModels } from "./autoscaling.ts";
import { vpcModel } from "./awsx/vpc.ts";
import { cloudwatchModels } from "./cloudwatch.ts";
import { dynamodbModels } from "./dynamodb.ts";
import { ec2Models } from "./ec2/index.ts";
import { addonModel } from "./eks/addon.ts";
import { eksModels } from "./eks/aws.ts";
import { clusterModel } from "./eks/cluster.ts";
import { managedNodeGroupModel } from "./eks/managed-node-group.ts";
import { iamModels } from "./iam.ts";
import { invokeModels } from "./invokes.ts";
import { kmsModels } from "./kms.ts";
import { kubernetesModels } from "./kubernetes.ts";
import { lbModels } from "./lb.ts";
import type { ComponentModel, InvokeModel, Models, ResourceModel } from "./model.ts";
import { networkFlowMonitorModels } from "./networkflowmonitor/index.ts";
import { providerModels } from "./providers.ts";
import { rdsModels } from "./rds.ts";
import { s3Models } from "./s3.ts";
import { secretsmanagerModels } from "./secretsmanager.ts";
import { serverlessModels } from "./serverless.ts";
import { snsModels } from "./sns.ts";
import { ssmModels } from "./ssm/index.ts";

const resourceModels: ResourceModel[] = [
  ...autoscalingModels,
  ...cloudwatchModels,
  ...dynamodbModels,
  ...ec2Models,
  ...eksModels,
  ...iamModels,
  ...kmsModels,
  ...kubernetesModels,
  ...lbModels,
  ...networkFlowMonitorModels,
  ...providerModels,
  ...rdsModels,
  ...s3Models,
  ...secretsmanagerModels,
  ...serverlessModels,
  ...snsModels,
  ...ssmModels,
];

const componentModels: ComponentModel[] = [vpcModel, clusterModel, managedNodeGroupModel, addonModel];

/** What AWS, and the components that provider plugins make, answer. A type that is not in it has no model. */
export function awsModels(): Models {
  return {
    resources: new Map(resourceModels.map((model) => [model.type, model])),
    components: new Map(componentModels.map((model) => [model.type, model])),
    invokes: new Map<string, InvokeModel>(invokeModels.map((model) => [model.token, model])),
  };
}
