import * as pulumi from "@pulumi/pulumi";

/** What an explanation looks at. */
export type Failure = Pick<pulumi.ErrorHookArgs, "errors" | "name" | "type" | "urn">;

/**
 * Hooks that add an explanation to a provider's error, attached to the component, and change nothing else.
 * Pulumi's unit-test mocks cannot register hooks and would hang, so under mocks there are none.
 */
export function explainFailures(
  component: pulumi.Resource,
  hookName: string,
  explain: (failure: pulumi.ErrorHookArgs) => string | undefined,
): pulumi.ErrorHook[] {
  const monitor: unknown = pulumi.runtime.getMonitor();
  if (typeof monitor !== "object" || monitor === null || !("registerErrorHook" in monitor)) return [];
  const hook = new pulumi.ErrorHook(hookName, async (failure) => {
    const explanation = explain(failure);
    if (explanation !== undefined) await pulumi.log.error(explanation, component);
    return false;
  });
  return [hook];
}

/**
 * The command that takes a resource back that the stack made and lost. It names the component as the parent: imported
 * without, the resource would be a second one to Pulumi.
 */
export function importCommand(failure: Failure, id: string, component: string): string {
  const parent = `${failure.urn.slice(0, failure.urn.lastIndexOf("$"))}::${component}`;
  const options = `--parent 'parent=${parent}' --protect=false --generate-code=false`;
  return `\`pulumi import ${failure.type} ${failure.name} ${id} ${options}\``;
}
