import { createHash } from "node:crypto";
import type { GeneratedValue, RecordedOptions, RecordedResource, RunResult } from "../../engine/types.ts";
import { isUnknown, UNKNOWN, type Value, type Values } from "../../engine/values.ts";

/** What a pretended program may say of one resource. */
export interface Options {
  parent?: Handle;
  component?: boolean;
  remote?: boolean;
  read?: string;
  constructedBy?: Handle;
  /** How ids look; default: the token after the lower-case class. */
  id?: (token: string) => string;
  outputs?: Values;
  options?: RecordedOptions;
  modelled?: boolean;
  dependsOn?: Handle[];
}

/** A resource that a pretended program made. */
export interface Handle {
  urn: string;
  /** An output: unknown in a preview, a made-up value in an update. */
  out(property: string, format?: (token: string) => string): Value;
  /** The id. */
  id: Value;
}

/** A pretended program: it is run twice, once as a preview and once as an update. */
export interface Program {
  dryRun: boolean;
  resource(type: string, name: string, inputs?: Values, options?: Options): Handle;
  /** Joins parts as `pulumi.interpolate` does: one unknown makes the whole text unknown. */
  text(...parts: Value[]): Value;
  /** As `output.apply` does. */
  apply(value: Value, change: (known: string) => Value): Value;
  output(name: string, value: Value): void;
  /** Sets the outputs of a component whose children are made after it. */
  outputsOf(component: Handle, outputs: Values): void;
}

/** Runs a pretended program in both modes, as the engine would with models for every type. */
export function simulate(program: (p: Program) => void): { preview: RunResult; update: RunResult } {
  return { preview: run(program, true), update: run(program, false) };
}

/** A made-up token: 17 hexadecimal digits. */
export function tokenOf(urn: string, property: string): string {
  return createHash("sha256").update(`${urn} ${property}`).digest("hex").slice(0, 17);
}

function run(program: (p: Program) => void, dryRun: boolean): RunResult {
  const resources: RecordedResource[] = [];
  const generated = new Map<string, GeneratedValue>();
  const stackOutputs: Values = {};
  const types = new Map<string, string>();
  const make = (urn: string, property: string, format: (token: string) => string): Value => {
    if (dryRun) return UNKNOWN;
    const value = format(tokenOf(urn, property));
    generated.set(value, { value, urn, property });
    return value;
  };
  const resource: Program["resource"] = (type, name, inputs = {}, options = {}) => {
    const around = options.parent === undefined ? "" : `${types.get(options.parent.urn) ?? ""}$`;
    const urn = `urn:pulumi:dev::shop::${around}${type}::${name}`;
    types.set(urn, around + type);
    const short = type.slice(type.lastIndexOf(":") + 1).toLowerCase();
    const custom = options.component !== true && options.remote !== true;
    const made = options.id ?? ((token: string) => `${short}-${token}`);
    const id = options.read ?? (custom ? (make(urn, "id", made) as string) : undefined);
    resources.push({
      urn,
      type,
      name,
      ...(options.parent === undefined ? {} : { parent: options.parent.urn }),
      custom,
      remote: options.remote === true,
      read: options.read !== undefined,
      ...(options.constructedBy === undefined ? {} : { constructedBy: options.constructedBy.urn }),
      inputs,
      outputs: options.outputs ?? {},
      ...(id === undefined ? {} : { id }),
      dependencies: (options.dependsOn ?? []).map((handle) => handle.urn),
      propertyDependencies: {},
      options: options.options ?? {},
      modelled: options.modelled ?? true,
    });
    return {
      urn,
      id: id ?? "",
      out: (property, format) => make(urn, property, format ?? ((token) => `${short}-${property}-${token}`)),
    };
  };
  const apply: Program["apply"] = (value, change) => {
    if (isUnknown(value)) return UNKNOWN;
    return typeof value === "string" ? change(value) : value;
  };
  const text: Program["text"] = (...parts) => (parts.some(isUnknown) ? UNKNOWN : parts.map(String).join(""));
  const output: Program["output"] = (name, value) => {
    stackOutputs[name] = value;
  };
  const outputsOf: Program["outputsOf"] = ({ urn }, outputs) => {
    for (const recorded of resources) if (recorded.urn === urn) recorded.outputs = outputs;
  };
  program({ dryRun, resource, text, apply, output, outputsOf });
  return {
    mode: dryRun ? "preview" : "update",
    outcome: "succeeded",
    exitCode: 0,
    resources,
    invokes: [],
    diagnostics: [],
    stackOutputs,
    generated: [...generated.values()],
    assumptions: ["The account is 123456789012, because no other was given."],
    stdout: "",
    stderr: "",
  };
}
