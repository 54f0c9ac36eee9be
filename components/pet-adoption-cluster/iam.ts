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
 * Who may take a role through Pod Identity: both actions, or the agent on the node gets nothing.
 * Source: Amazon EKS User Guide, "Assign IAM roles to Kubernetes service accounts", trust policy.
 */
export const podIdentityTrust = assumeRolePolicy("pods.eks.amazonaws.com", [
  "sts:AssumeRole",
  "sts:TagSession",
]);
