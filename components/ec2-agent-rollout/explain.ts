/** How the provider says that a new association did not succeed in time, or failed. */
const notSuccessful = /waiting for SSM Association \(([^)\s]+)\)/;

/**
 * What to do when an association did not come to success; undefined for any other error. The provider's own error
 * names no instance. Source: terraform-provider-aws, internal/service/ssm/association.go.
 */
export function explainAssociationFailure(
  errors: readonly string[],
  name: string,
  region?: string,
): string | undefined {
  const id = errors.map((error) => notSuccessful.exec(error)?.[1]).find((found) => found !== undefined);
  if (id === undefined) return undefined;
  const where = region === undefined ? "" : ` --region ${region}`;
  return [
    `association ${name} (${id}) did not succeed on every instance in time;`,
    `list its runs with \`aws ssm describe-association-executions --association-id ${id}${where}\`,`,
    "and the instances of a run, with the reason for each, with",
    `\`aws ssm describe-association-execution-targets --association-id ${id} --execution-id <id of the run>${where}\`;`,
    "where no instance matches yet, set waitForSuccessTimeoutSeconds to 0",
  ].join(" ");
}
