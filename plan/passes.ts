import type { RecordedResource, RunResult } from "../engine/types.ts";
import { indexGenerated } from "./generated.ts";
import { labelResources } from "./labels.ts";
import type { PlanFacts } from "./plan.ts";
import type { Passes } from "./references.ts";
import { collectSecrets, redactor } from "./secrets.ts";

/** Collects what both runs know, for turning values into plan values. `recorded` are the preview's resources. */
export function passesOf(
  preview: RunResult,
  update: RunResult | undefined,
  recorded: readonly RecordedResource[],
  facts: PlanFacts,
): Passes {
  const secrets = new Set<string>();
  for (const run of [preview, update]) {
    for (const { inputs, outputs } of run?.resources ?? []) {
      collectSecrets(inputs, secrets);
      collectSecrets(outputs, secrets);
    }
    collectSecrets(run?.stackOutputs, secrets);
  }
  return {
    index: indexGenerated(update?.generated ?? []),
    labels: labelResources(recorded),
    resources: new Map(recorded.map((resource) => [resource.urn, resource])),
    componentOutputs: componentOutputsOf(update),
    redact: redactor(secrets),
    directory: facts.directory,
  };
}

/** For each remote component: paths of its outputs by the text that stands there, the first path winning. */
function componentOutputsOf(update: RunResult | undefined): Map<string, Map<string, string>> {
  const components = new Map<string, Map<string, string>>();
  for (const { urn, remote, outputs } of update?.resources ?? []) {
    if (!remote) continue;
    const paths = new Map<string, string>();
    for (const key of Object.keys(outputs).sort()) {
      const value = outputs[key];
      if (typeof value === "string") addPath(paths, value, key);
      if (Array.isArray(value)) {
        value.forEach((item, at) => {
          if (typeof item === "string") addPath(paths, item, `${key}[${at}]`);
        });
      }
    }
    components.set(urn, paths);
  }
  return components;
}

function addPath(paths: Map<string, string>, value: string, path: string): void {
  if (!paths.has(value)) paths.set(value, path);
}
