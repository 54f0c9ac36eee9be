import { sortedJson } from "../shared/json.ts";

/** One statement of a policy document. */
export interface Statement {
  Action: string[];
  Effect: "Allow";
  Resource: string[];
}

/** A trust policy for a service of AWS. */
export function assumeRolePolicy(service: string, actions: string[]): string {
  const statement = { Action: actions, Effect: "Allow", Principal: { Service: service } };
  return sortedJson({ Version: "2012-10-17", Statement: [statement] });
}

/** A policy document. */
export function policyDocument(statements: Statement[]): string {
  return sortedJson({ Version: "2012-10-17", Statement: statements });
}

/**
 * Who may take a role through Pod Identity: this service account of this namespace. The conditions are tags that Pod
 * Identity sends, and without the right to send them nobody gets in.
 * Source: EKS User Guide, "Create IAM role with trust policy required by EKS Pod Identity".
 */
export function podIdentityTrust(namespace: string, serviceAccount: string): string {
  const statement = {
    Action: ["sts:AssumeRole", "sts:TagSession"],
    Condition: {
      StringEquals: {
        "aws:RequestTag/kubernetes-namespace": namespace,
        "aws:RequestTag/kubernetes-service-account": serviceAccount,
      },
    },
    Effect: "Allow",
    Principal: { Service: "pods.eks.amazonaws.com" },
  };
  return sortedJson({ Version: "2012-10-17", Statement: [statement] });
}
