import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { awsModels } from "../../../engine/models/index.ts";
import type {
  Child,
  ChildOptions,
  ComponentContext,
  Known,
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
  provider?: string;
  providers?: Record<string, string>;
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

/** What a call results in. */
export interface Answer {
  token: string;
  args: Values;
  result: Values;
}

/** The smallest engine that models need: it registers, answers from the models, and takes down what happened. */
export class Replay {
  readonly registered: Registered[] = [];
  readonly identified: Identified[] = [];
  readonly invokes: { token: string; args: Values }[] = [];
  readonly warnings: string[] = [];
  readonly environment: ModelEnvironment;
  /** Outputs of the components that were constructed, by URN. */
  readonly components = new Map<string, Values>();
  /** Answers for calls that no model knows, as a user could give them. */
  readonly answers: Answer[];

  constructor(options: Partial<ModelEnvironment> & { dryRun: boolean }, answers: Answer[] = []) {
    this.environment = { ...environment, ...options };
    this.answers = answers;
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
    const built = await model.construct(inputs, this.contextOf(`${type}::${name}`, name));
    this.components.set(`${type}::${name}`, built.outputs);
    return built;
  }

  private answer(token: string, args: Values): Values | undefined {
    this.invokes.push({ token, args });
    const given = this.answers.find((one) => one.token === token && isDeepStrictEqual(one.args, args));
    return given?.result ?? models.invokes.get(token)?.answer(args, this.environment);
  }

  private lookUp(urn: string): Known | undefined {
    const component = this.components.get(urn);
    if (component !== undefined) return { outputs: component };
    const found = this.identified.find(({ key }) => key === urn);
    return found && { id: found.id, outputs: found.outputs };
  }

  private contextOf(urn: string, name: string): ComponentContext {
    return {
      ...this.environment,
      urn,
      name,
      register: (type, child, inputs, options) =>
        Promise.resolve(this.register(urn, type, child, inputs, options)),
      invoke: (called, args) => {
        const result = this.answer(called, args);
        return result === undefined
          ? Promise.reject(new Error(`no answer for ${called}`))
          : Promise.resolve(result);
      },
      ask: (called, args) => Promise.resolve(this.answer(called, args)),
      lookUp: (found) => this.lookUp(found),
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
      ...(options.provider === undefined ? {} : { provider: withoutId(options.provider) }),
      ...(options.providers === undefined ? {} : { providers: mapValues(options.providers, withoutId) }),
    });
    return custom ? this.create(type, name, inputs) : { urn: `${type}::${name}`, id: "", outputs: {} };
  }
}

/** A provider reference without the provider's id: `urn::id` becomes `urn`. */
function withoutId(reference: string): string {
  return reference.split("::").slice(0, -1).join("::");
}

function mapValues(values: Record<string, string>, map: (value: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));
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
