/** One statement of a policy document. */
export interface Statement {
  Action: string[];
  Effect: "Allow";
  Resource: string[];
}

/** A trust policy for a service of AWS, with sorted keys. */
export function assumeRolePolicy(service: string, actions: string[]): string {
  const statement = { Action: actions, Effect: "Allow", Principal: { Service: service } };
  return JSON.stringify({ Statement: [statement], Version: "2012-10-17" });
}

/** A policy document with sorted keys. */
export function policyDocument(statements: Statement[]): string {
  const ordered = statements.map(({ Action, Effect, Resource }) => ({ Action, Effect, Resource }));
  return JSON.stringify({ Statement: ordered, Version: "2012-10-17" });
}

/**
 * Who may take a role through Pod Identity: both actions, or the agent on the node gets nothing.
 * Source: Amazon EKS User Guide, "Assign IAM roles to Kubernetes service accounts", trust policy.
 */
export const podIdentityTrust = assumeRolePolicy("pods.eks.amazonaws.com", [
  "sts:AssumeRole",
  "sts:TagSession",
]);
