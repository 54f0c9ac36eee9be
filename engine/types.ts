import type { Values } from "./values.ts";

/** One resource that the program, or a component model on its behalf, registered. */
export interface RecordedResource {
  urn: string;
  /** Type token, such as `aws:ec2/vpc:Vpc`. */
  type: string;
  name: string;
  /** URN of the parent; absent for the stack itself. */
  parent?: string;
  /** True for a resource with a provider behind it, false for a component. */
  custom: boolean;
  /** True for a component whose children a provider plugin makes (`awsx.ec2.Vpc`). */
  remote: boolean;
  /** True when the program read an existing resource (`X.get`) instead of creating one. */
  read: boolean;
  /** URN of the remote component that registered this resource; absent for the program's own. */
  constructedBy?: string;
  /** Inputs as registered, before any provider filled in defaults. */
  inputs: Values;
  /** Outputs that the model answered. In a preview, absent keys are unknown. */
  outputs: Values;
  /** Physical id; `UNKNOWN` in a preview of a new resource, absent for a component. */
  id?: string;
  /** URNs, sorted, of what must exist first. */
  dependencies: string[];
  /** For each input, the URNs, sorted, that its value comes from. */
  propertyDependencies: Record<string, string[]>;
  options: RecordedOptions;
  /** Whether a model answered for this type; otherwise every output but the inputs is unknown. */
  modelled: boolean;
}

/** The resource options that change what a deployment does. Absent means not set. */
export interface RecordedOptions {
  protect?: boolean;
  retainOnDelete?: boolean;
  deleteBeforeReplace?: boolean;
  ignoreChanges?: string[];
  replaceOnChanges?: string[];
  additionalSecretOutputs?: string[];
  aliases?: string[];
  customTimeouts?: { create?: string; update?: string; delete?: string };
  deletedWith?: string;
  importId?: string;
  /** Provider reference, `urn::id`, when the program set one. */
  provider?: string;
  providers?: Record<string, string>;
  version?: string;
}

/** One function call (`getX`) that the program or a component model made. */
export interface RecordedInvoke {
  token: string;
  args: Values;
  result?: Values;
  /** Who answered: a model, the user's answers file, or nobody (the result is unknown). */
  answeredBy: "model" | "answers" | "nobody";
}

/** One message of the program, or of Pulumi's runner about it. */
export interface Diagnostic {
  severity: "debug" | "info" | "warning" | "error";
  message: string;
  urn?: string;
}

/** A value that a model made up for a property that AWS will choose: how to turn it back into a reference. */
export interface GeneratedValue {
  /** The whole text, for example an ARN. Unique in one run. */
  value: string;
  urn: string;
  /** Path of the output, for example `arn` or `publicSubnetIds[0]`. */
  property: string;
}

/** How a run of the program ended. */
export type Outcome = "succeeded" | "failed" | "timed out" | "cancelled";

/** Everything that one run of the program told the engine. */
export interface RunResult {
  /** A preview leaves unknown what AWS chooses; a simulated update has generated values there. */
  mode: "preview" | "update";
  outcome: Outcome;
  /** Exit code of the program's process; absent when it was killed. */
  exitCode?: number;
  /** In order of registration. */
  resources: RecordedResource[];
  invokes: RecordedInvoke[];
  diagnostics: Diagnostic[];
  stackOutputs: Values;
  /** Empty for a preview. */
  generated: GeneratedValue[];
  /** What was taken as given to answer the program, one sentence each, sorted: Region, account, secrets … */
  assumptions: string[];
  stdout: string;
  stderr: string;
}
