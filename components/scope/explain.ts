import { importCommand, type Failure } from "../shared/explain.ts";

/** How AWS says that the account has a scope in this Region already. Which of the two it uses is not documented. */
const secondScope = /ServiceQuotaExceededException|ConflictException/;

/**
 * What to do when AWS refuses to create a scope because there is one already, or takes longer than the provider waits,
 * which then drops what it made; undefined for any other error.
 * Source: one scope per account and Region, CloudWatch service quotas; import by id, `aws.networkflowmonitor.Scope`.
 */
export function explainCreateFailure(failure: Failure, component: string): string | undefined {
  if (failure.errors.some((error) => error.includes("timeout while waiting for state"))) {
    return [
      "AWS needs longer for the scope than was waited for, and Pulumi has forgotten it, but AWS goes on making it;",
      "once `aws networkflowmonitor list-scopes` says SUCCEEDED, take it back with",
      `${importCommand(failure, "<scopeId>", component)} and run \`pulumi up\` again;`,
      "createTimeoutMinutes makes the wait longer",
    ].join(" ");
  }
  if (!failure.errors.some((error) => secondScope.test(error))) return undefined;
  return [
    "this account has a Network Flow Monitor scope in this Region already, and AWS allows one;",
    'find it with `aws networkflowmonitor list-scopes`, then either use it, by mode "adopt" and its ARN,',
    "or, if this stack made it and lost it, take it back with",
    `${importCommand(failure, "<scopeId>", component)} and run \`pulumi up\` again`,
  ].join(" ");
}

/**
 * What to do when AWS refuses to change a scope; undefined for any other error. That it takes about 20 minutes between
 * two changes stands in the CloudWatch User Guide, "Initialize Network Flow Monitor for multi-account monitoring"; that
 * AWS then says ConflictException is inferred from the errors that UpdateScope declares.
 */
export function explainUpdateFailure(errors: readonly string[]): string | undefined {
  if (!errors.some((error) => error.includes("ConflictException"))) return undefined;
  return (
    "the scope is still being changed, and AWS builds its topology for about 20 minutes after each change; " +
    "run `pulumi up` again when `aws networkflowmonitor list-scopes` says SUCCEEDED"
  );
}

/**
 * What to do when AWS refuses to delete a scope that monitors use; undefined for any other error. That AWS refuses is
 * inferred from the errors that DeleteScope declares.
 */
export function explainDeleteFailure(errors: readonly string[]): string | undefined {
  if (!errors.some((error) => error.includes("ConflictException"))) return undefined;
  return [
    "other stacks have monitors on this scope, or it is still being changed; see them with",
    "`aws networkflowmonitor list-monitors`, then either destroy those stacks first, or keep the scope: set onDestroy",
    'to "retain", `pulumi up`, `pulumi destroy`, and let another stack own it as docs/operations.md says',
  ].join(" ");
}
