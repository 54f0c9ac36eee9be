import type { RunResult } from "../engine/types.ts";
import type { PlanResource } from "./plan.ts";
import type { SendingRoute } from "./routes.ts";

/** What the reader should know about the limits of a plan, sorted. */
export function notesOf(
  preview: RunResult,
  update: RunResult | undefined,
  resources: readonly PlanResource[],
  madeAtDeployTime: number,
  routes: readonly SendingRoute[],
): string[] {
  return [
    ...passNotes(update, madeAtDeployTime),
    ...componentNotes(resources),
    ...modelNotes(preview),
    ...invokeNotes(preview),
    ...prerequisiteNotes(resources),
    ...helmNotes(resources),
    ...packageNotes(routes),
  ].sort();
}

/** What nobody has verified about the agent's package: whether it needs anything but S3 and Systems Manager. */
function packageNotes(routes: readonly SendingRoute[]): string[] {
  const closed = routes.filter(
    ({ purpose, via }) => purpose === "agent package" && via === "gateway endpoint",
  );
  if (closed.length === 0) return [];
  const hosts = [...new Set(closed.map(({ host }) => host))].sort().join(", ");
  return [
    `${hosts} get the agent's package through a gateway endpoint. That it needs nothing from elsewhere is ` +
      "inferred, not verified: assumption nfm-agent-package-needs-nothing-else.",
  ];
}

function passNotes(update: RunResult | undefined, madeAtDeployTime: number): string[] {
  const notes: string[] = [];
  if (update === undefined)
    notes.push("No simulated update was run, so values that depend on new resources are not traced.");
  else if (update.outcome !== "succeeded") {
    const error = update.diagnostics.find(({ severity }) => severity === "error")?.message.split("\n")[0];
    const reason = error === undefined ? "" : `: ${error}`;
    notes.push(`The simulated update ${update.outcome}, so some values are not traced${reason}`);
  }
  if (madeAtDeployTime > 0) {
    const resources = madeAtDeployTime === 1 ? "1 resource is" : `${madeAtDeployTime} resources are`;
    notes.push(`${resources} made inside apply, which a preview cannot show.`);
  }
  return notes;
}

function componentNotes(resources: readonly PlanResource[]): string[] {
  const expanded = new Set(resources.map(({ expandedBy }) => expandedBy));
  return resources
    .filter(({ remote, urn }) => remote && !expanded.has(urn))
    .map(
      ({ label, type }) =>
        `${label} (${type}) is expanded by the provider at deploy time: its children are not in this plan.`,
    );
}

/**
 * What must be on the machine that deploys. Source: recordings of @pulumi/eks 4.3.0, which runs `aws --version` in
 * every construction, previews too.
 */
function prerequisiteNotes(resources: readonly PlanResource[]): string[] {
  const clusters = resources.filter(({ type }) => type === "eks:index:Cluster").map(({ label }) => label);
  if (clusters.length === 0) return [];
  return [
    `The AWS CLI must be on the PATH, in previews too: eks:index:Cluster (${clusters.join(", ")}) runs ` +
      "`aws --version`, and its kubeconfig runs `aws eks get-token`. This plan needs neither.",
  ];
}

/** Charts and files of manifests are taken apart at deploy time. */
function helmNotes(resources: readonly PlanResource[]): string[] {
  const bundles = resources.filter(({ type }) => /^kubernetes:(helm\.sh|yaml|kustomize)/.test(type));
  if (bundles.length === 0) return [];
  const names = bundles.map(({ label }) => label).join(", ");
  return [
    `What Helm charts and manifest files put into the cluster is not in this plan, nor are its calls: ${names}.`,
  ];
}

function modelNotes(preview: RunResult): string[] {
  const types = new Set(
    preview.resources.filter(({ modelled, custom }) => !modelled && custom).map(({ type }) => type),
  );
  if (types.size === 0) return [];
  return [`No model for ${[...types].sort().join(", ")}: what comes from their outputs shows as computed.`];
}

function invokeNotes(preview: RunResult): string[] {
  const tokens = new Set(
    preview.invokes.filter(({ answeredBy }) => answeredBy === "nobody").map(({ token }) => token),
  );
  return [...tokens].map((token) => `${token} has no answer here: what comes from it shows as computed.`);
}
