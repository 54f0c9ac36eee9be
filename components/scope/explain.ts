/** How AWS says that the account has a scope in this Region already. Which of the two it uses is not documented. */
const secondScope = /ServiceQuotaExceededException|ConflictException/;

/**
 * What to do when AWS refuses to create a scope because there is one already; undefined for any other error.
 * Source: one scope per account and Region, CloudWatch service quotas; import by id, `aws.networkflowmonitor.Scope`.
 */
export function explainCreateFailure(errors: readonly string[], name: string): string | undefined {
  if (!errors.some((error) => secondScope.test(error))) return undefined;
  return [
    "this account has a Network Flow Monitor scope in this Region already, and AWS allows one;",
    "find it with `aws networkflowmonitor list-scopes`, then either use it, by mode \"adopt\" and its ARN,",
    `or, if this stack made it and lost it, take it back with \`pulumi import aws:networkflowmonitor/scope:Scope ${name} <scopeId>\``,
  ].join(" ");
}
