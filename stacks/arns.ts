import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { subnetArn, vpcArn, type ResourceOwner } from "../components/monitor/arns.ts";

/** ARNs of what is in the account and Region of the stack, of which a workload knows the ids only. */
export interface OwnArns {
  vpc: (id: pulumi.Input<string>) => pulumi.Output<string>;
  subnet: (id: pulumi.Input<string>) => pulumi.Output<string>;
  cluster: (name: pulumi.Input<string>) => pulumi.Output<string>;
}

/**
 * ARN of an EKS cluster by its name. The partition is `aws`: Network Flow Monitor exists in no other.
 * Source: Service Authorization Reference, Amazon Elastic Kubernetes Service.
 */
function clusterArn(name: string, owner: ResourceOwner): string {
  return `arn:aws:eks:${owner.region}:${owner.accountId}:cluster/${name}`;
}

/** Makes ARNs of the stack's own account and Region. */
export function ownArns(region: string): OwnArns {
  const made = (form: (id: string, owner: ResourceOwner) => string) => (id: pulumi.Input<string>) =>
    pulumi
      .all([id, aws.getCallerIdentityOutput().accountId])
      .apply(([known, accountId]) => form(known, { accountId, region }));
  return { vpc: made(vpcArn), subnet: made(subnetArn), cluster: made(clusterArn) };
}
