import type { Stored } from "./account.ts";
import type { Service } from "./services.ts";

/** A resource that gets a new version whenever some of its properties change. */
function versioned(contents: (property: string) => boolean, outputs: string[], asText: boolean): Service {
  return {
    changed(_state, resource, before, properties) {
      for (const output of outputs) {
        const old = numberOf(before, output);
        const next = properties.some(contents) ? old + 1 : old;
        resource.outputs[output] = asText ? String(next) : next;
      }
    },
    keeps: outputs,
    unsettled: (properties) => (properties.some(contents) ? outputs : []),
  };
}

function numberOf(resource: Stored, output: string): number {
  return Number(resource.outputs[output] ?? 1);
}

const unversioned = ["description", "tags", "updateDefaultVersion"];

/** Launch templates. */
export const launchTemplate: Service = versioned(
  (property) => !unversioned.includes(property),
  ["latestVersion"],
  false,
);

/** Documents of Systems Manager; the provider makes each new version the default. */
export const document: Service = versioned(
  (property) => property === "content",
  ["defaultVersion", "documentVersion", "latestVersion"],
  true,
);
