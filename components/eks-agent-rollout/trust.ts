import type * as aws from "@pulumi/aws";
import { eksAgent } from "../nfm/index.ts";
import { parseArn } from "../shared/arn.ts";

/**
 * Who may take the role by EKS Pod Identity: the service, for this service account of this namespace only. The tags in
 * the conditions are those that Pod Identity sends with each session. `aws:SourceAccount` and `aws:SourceArn` would go
 * further, but nothing that AWS documents says that Pod Identity sends them.
 * Source: EKS User Guide, "Create IAM role with trust policy required by EKS Pod Identity".
 */
export const podIdentityTrust = {
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: "pods.eks.amazonaws.com" },
      Action: ["sts:AssumeRole", "sts:TagSession"],
      Condition: {
        StringEquals: {
          "aws:RequestTag/kubernetes-namespace": eksAgent.namespace,
          "aws:RequestTag/kubernetes-service-account": eksAgent.serviceAccount,
        },
      },
    },
  ],
} satisfies aws.iam.PolicyDocument;

/** The issuer in the ARN of an OIDC provider of an EKS cluster, without `https://`; undefined when it is no such ARN. */
export function issuerOf(oidcProviderArn: string): string | undefined {
  const arn = parseArn(oidcProviderArn);
  if (arn?.service !== "iam" || arn.region !== "" || arn.accountId === "") return undefined;
  return /^oidc-provider\/(oidc[.-]eks[.a-z0-9-]+\/id\/[0-9A-Z]+)$/.exec(arn.resource)?.[1];
}

/**
 * Who may take the role by a token of the cluster: this service account of this namespace, and only for STS.
 * Source: EKS User Guide, "Assign IAM roles to Kubernetes service accounts".
 */
export function irsaTrust(oidcProviderArn: string): aws.iam.PolicyDocument {
  const issuer = oidcProviderArn.slice(oidcProviderArn.indexOf("/") + 1);
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Federated: oidcProviderArn },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
          StringEquals: {
            [`${issuer}:aud`]: "sts.amazonaws.com",
            [`${issuer}:sub`]: `system:serviceaccount:${eksAgent.namespace}:${eksAgent.serviceAccount}`,
          },
        },
      },
    ],
  };
}
