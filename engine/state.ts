import { generatedValues, type GeneratedValues } from "./generated.ts";
import type { ModelEnvironment, ResourceContext } from "./models/model.ts";
import type { Options } from "./options.ts";
import type { RunRequest } from "./request.ts";
import type { Transform } from "./transforms.ts";
import type { Diagnostic, RecordedInvoke, RecordedResource } from "./types.ts";
import { UNKNOWN, type Values } from "./values.ts";

/** A resource, and what its children inherit from it. */
export interface Entry {
  record: RecordedResource;
  options: Options;
  transforms: Transform[];
}

/** All that one run of a program tells the engine. */
export interface RunState {
  readonly request: RunRequest;
  readonly environment: ModelEnvironment;
  /** In order of registration. */
  readonly entries: Map<string, Entry>;
  readonly stackTransforms: Transform[];
  readonly invokeTransforms: Transform[];
  /** Packages that the program registered, by their reference. */
  readonly packages: Map<string, { name: string; version: string }>;
  readonly hooks: Map<string, { transform: Transform; onDryRun: boolean; ignoreErrors: boolean }>;
  readonly invokes: RecordedInvoke[];
  readonly diagnostics: Diagnostic[];
  readonly assumptions: Set<string>;
  readonly generated: GeneratedValues;
  rootUrn: string;
  stackOutputs: Values;
  /** Set once the engine has stopped the program. */
  readonly stopped: AbortController;
}

/** Starts the record of a run. */
export function runState(request: RunRequest): RunState {
  return {
    request,
    environment: {
      dryRun: request.mode === "preview",
      region: request.environment.region,
      accountId: request.environment.accountId,
      partition: request.environment.partition,
      availabilityZones: request.environment.availabilityZones,
      project: request.project.name,
      stack: request.stack.name,
    },
    entries: new Map(),
    stackTransforms: [],
    invokeTransforms: [],
    packages: new Map(),
    hooks: new Map(),
    invokes: [],
    diagnostics: [],
    assumptions: new Set([...request.environment.assumptions, ...request.stack.assumptions]),
    generated: generatedValues(),
    rootUrn: "",
    stackOutputs: {},
    stopped: new AbortController(),
  };
}

/** What a model of one resource gets to know. */
export function contextOf(
  state: RunState,
  environment: ModelEnvironment,
  urn: string,
  name: string,
): ResourceContext {
  return {
    ...environment,
    urn,
    name,
    generated: (property, format) =>
      state.environment.dryRun ? UNKNOWN : state.generated.generate(urn, property, format),
  };
}

/** Ends a run that cannot go on: the real engine shuts its monitor down. Nothing that the program does then counts. */
export class StoppedError extends Error {}

/** Reports an error and stops the program. */
export function stop(state: RunState, message: string, urn?: string): StoppedError {
  if (!state.stopped.signal.aborted) {
    state.diagnostics.push({ severity: "error", message, ...(urn !== undefined && { urn }) });
    state.stopped.abort();
  }
  return new StoppedError("resource monitor shut down");
}
