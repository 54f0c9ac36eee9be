import type { Value, Values } from "../values.ts";

/** What a model knows about the run it answers in. */
export interface ModelEnvironment {
  /** True in a preview: what AWS will choose must be left unknown. */
  dryRun: boolean;
  /** `UNKNOWN` where an explicit provider's Region is not known. */
  region: string;
  /** Twelve digits. */
  accountId: string;
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  partition: string;
  /** Names of the Region's Availability Zones, in order. */
  availabilityZones: string[];
  project: string;
  stack: string;
}

/** What a model gets to answer for one resource. */
export interface ResourceContext extends ModelEnvironment {
  urn: string;
  name: string;
  /**
   * A value that AWS will choose. In a preview it is `UNKNOWN`; in a simulated update it is what `format`
   * makes of a token of 17 lower-case hexadecimal digits, derived from the URN and the property, and the
   * engine remembers which output it stands for.
   */
  generated(property: string, format: (token: string) => string): Value;
}

/** How the provider names a resource that the program gives no name: the resource's name, a hyphen, 7 digits. */
export interface AutoName {
  property: string;
  /** Longest name that AWS takes, in characters. Default: no limit that programs meet. */
  maxLength?: number;
  /** The input that replaces the resource's name by a prefix of the program's choice. Default: none. */
  prefixProperty?: string;
  lowerCase?: boolean;
}

/** Answers for one resource type what the provider would. */
export interface ResourceModel {
  type: string;
  /** The property that the provider names itself when the program gives no name. */
  autoName?: AutoName;
  /** Ids in docs/assumptions.json that this model relies on. */
  cites: string[];
  /** The id and the outputs of a new resource. Inputs are merged in first, so only what differs is returned. */
  create(inputs: Values, context: ResourceContext): { id: Value; outputs: Values };
  /** What the provider's Check refuses, one message per problem, in the provider's words where they are known. */
  check?(inputs: Values, context: ResourceContext): string[];
}

/** A child that a component model registered. */
export interface Child {
  urn: string;
  /** The child's id, `UNKNOWN` in a preview. */
  id: Value;
  outputs: Values;
}

/** Options of a child that a component model registers. */
export interface ChildOptions {
  /** Default: the component. */
  parent?: string;
  custom?: boolean;
  dependsOn?: string[];
  /** For each input, the URNs that its value comes from. */
  propertyDependencies?: Record<string, string[]>;
  ignoreChanges?: string[];
  deleteBeforeReplace?: boolean;
  version?: string;
  /** Reference of an explicit provider, `urn::id`. */
  provider?: string;
  /** References of explicit providers for the children of a component, by package. */
  providers?: Record<string, string>;
}

/** A resource that is registered already, as its outputs are known so far. */
export interface Known {
  /** Absent for a component. */
  id?: Value;
  outputs: Values;
}

/** What a model gets to construct one remote component. */
export interface ComponentContext extends ModelEnvironment {
  /** URN of the component itself, registered by the engine before `construct` is called. */
  urn: string;
  name: string;
  register(type: string, name: string, inputs: Values, options?: ChildOptions): Promise<Child>;
  invoke(token: string, args: Values): Promise<Values>;
  /** Like `invoke`, for a result that the model can do without: undefined when nobody knows it. */
  ask(token: string, args: Values): Promise<Values | undefined>;
  /** The resource that a reference among the inputs names. Undefined when it is not registered. */
  lookUp(urn: string): Known | undefined;
  /** Logs as the provider would; the message reaches the program's diagnostics. */
  warn(message: string): void;
}

/**
 * What a model throws when the real component may take arguments that the model does not know how to answer. The
 * component then counts as one without a model.
 */
export class NotModelledError extends Error {}

/** Registers for one remote component type what its provider plugin would. Throws an Error to refuse. */
export interface ComponentModel {
  type: string;
  cites: string[];
  /** URN of the parent that the provider gives the component, where it is not the program's choice. */
  parentOf?(inputs: Values): string | undefined;
  /** Inputs come as the program sent them, with the marks of outputs and secrets. */
  construct(
    inputs: Values,
    context: ComponentContext,
  ): Promise<{
    outputs: Values;
    /** For each output, the URNs that its value comes from. */
    dependencies?: Record<string, string[]>;
  }>;
}

/** Answers one function (`getX`). */
export interface InvokeModel {
  token: string;
  cites: string[];
  /** The result, or undefined when the model cannot know. */
  answer(args: Values, environment: ModelEnvironment): Values | undefined;
}

/** All models of a run. */
export interface Models {
  resources: ReadonlyMap<string, ResourceModel>;
  components: ReadonlyMap<string, ComponentModel>;
  invokes: ReadonlyMap<string, InvokeModel>;
}
