import { createHash } from "node:crypto";
import { awsModels } from "../../../engine/models/index.ts";
import type {
  Child,
  ChildOptions,
  ComponentContext,
  ModelEnvironment,
  ResourceContext,
} from "../../../engine/models/model.ts";
import { SIGNATURE, signatures, UNKNOWN, type Value, type Values } from "../../../engine/values.ts";
import type { Identified } from "./recording.ts";

/** One resource that a model registered, in the form of the recordings. */
export interface Registered {
  type: string;
  name: string;
  parent: string;
  custom: boolean;
  inputs: Values;
  dependencies: string[];
  propertyDependencies: Record<string, string[]>;
  ignoreChanges?: string[];
  version?: string;
}

/** The environment of the recordings. */
export const environment: Omit<ModelEnvironment, "dryRun"> = {
  region: "ap-northeast-1",
  accountId: "123456789012",
  partition: "aws",
  availabilityZones: ["ap-northeast-1a", "ap-northeast-1c", "ap-northeast-1d"],
  project: "p",
  stack: "dev",
};

const models = awsModels();

/** The smallest engine that models need: it registers, answers from the models, and takes down what happened. */
export class Replay {
  readonly registered: Registered[] = [];
  readonly identified: Identified[] = [];
  readonly invokes: { token: string; args: Values }[] = [];
  readonly warnings: string[] = [];
  readonly environment: ModelEnvironment;

  constructor(options: Partial<ModelEnvironment> & { dryRun: boolean }) {
    this.environment = { ...environment, ...options };
  }

  /** Answers for one resource as the engine would, and refuses what its model's check refuses. */
  create(type: string, name: string, inputs: Values): Child {
    const urn = `${type}::${name}`;
    const model = models.resources.get(type);
    const context: ResourceContext = {
      ...this.environment,
      urn,
      name,
      generated: (property, format) => (this.environment.dryRun ? UNKNOWN : format(token(urn, property))),
    };
    const problems = model?.check?.(inputs, context) ?? [];
    if (problems.length > 0) throw new Error(problems.join("\n"));
    const created = model?.create(inputs, context) ?? {
      id: this.environment.dryRun ? UNKNOWN : token(urn, "id"),
      outputs: {},
    };
    const outputs = { ...inputs, ...created.outputs };
    this.identified.push({ key: urn, id: created.id, inputs, outputs });
    return { urn, id: created.id, outputs };
  }

  /** Constructs one remote component. Returns what the program gets back. */
  async construct(type: string, name: string, inputs: Values) {
    const model = models.components.get(type);
    if (model === undefined) throw new Error(`no component model for ${type}`);
    return model.construct(inputs, this.contextOf(`${type}::${name}`, name));
  }

  private contextOf(urn: string, name: string): ComponentContext {
    return {
      ...this.environment,
      urn,
      name,
      register: (type, child, inputs, options) =>
        Promise.resolve(this.register(urn, type, child, inputs, options)),
      invoke: (called, args) => {
        this.invokes.push({ token: called, args });
        const result = models.invokes.get(called)?.answer(args, this.environment);
        if (result === undefined) throw new Error(`no answer for ${called}`);
        return Promise.resolve(result);
      },
      warn: (message) => void this.warnings.push(message),
    };
  }

  private register(
    component: string,
    type: string,
    name: string,
    inputs: Values,
    options: ChildOptions = {},
  ): Child {
    const custom = options.custom ?? true;
    const propertyDependencies = options.propertyDependencies ?? {};
    this.registered.push({
      type,
      name,
      parent: options.parent ?? component,
      custom,
      inputs,
      dependencies: [
        ...new Set([...(options.dependsOn ?? []), ...Object.values(propertyDependencies).flat()]),
      ].sort(),
      propertyDependencies,
      ...(options.ignoreChanges === undefined ? {} : { ignoreChanges: options.ignoreChanges }),
      ...(options.version === undefined ? {} : { version: options.version }),
    });
    return custom ? this.create(type, name, inputs) : { urn: `${type}::${name}`, id: "", outputs: {} };
  }
}

function token(urn: string, property: string): string {
  return createHash("sha256").update(`${urn}\n${property}`).digest("hex").slice(0, 17);
}

/** Writes markers as the recordings do. */
export function asRecorded(value: Value): Value {
  if (value === UNKNOWN) return "<unknown>";
  if (Array.isArray(value)) return value.map(asRecorded);
  if (typeof value !== "object" || value === null) return value;
  if (value[SIGNATURE] === signatures.resourceReference) {
    const reference: Values = { $resource: value.urn ?? null };
    if (value.id !== undefined) reference.id = asRecorded(value.id);
    return reference;
  }
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, asRecorded(entry)]));
}
