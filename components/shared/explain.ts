import * as pulumi from "@pulumi/pulumi";

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
