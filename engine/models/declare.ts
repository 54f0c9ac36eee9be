import { isSecret, isUnknown, UNKNOWN, type Value, type Values } from "../values.ts";
import type { AutoName, ResourceContext, ResourceModel } from "./model.ts";

/** What a format may use to make a value that AWS would choose. */
export interface Facts {
  /** 17 lower-case hexadecimal digits, unique for the resource and the output. */
  token: string;
  /** The resource's name in the program. */
  name: string;
  partition: string;
  region: string;
  accountId: string;
  /** Text of an input or another output, `id` included; the token where it is no known text. */
  text(property: string): string;
  /** An input as it was given, secrets opened. */
  input(property: string): Value | undefined;
}

/** Makes a value that AWS would choose. */
export type Format = (facts: Facts) => string;

/** Answers one output. */
export type Answer = (resource: Resource, property: string) => Value;

/** A resource while its outputs are answered. */
export interface Resource {
  context: ResourceContext;
  inputs: Values;
  /** An input or another output, `id` included. Undefined when there is none. */
  get(property: string): Value | undefined;
}

/** A resource type in one statement: how it is named, what its id looks like, and what else AWS answers. */
export interface Declaration {
  type: string;
  cites: string[];
  id: Answer;
  /** Outputs that the program did not give as inputs. */
  outputs?: Record<string, Answer>;
  /** Outputs that add to what the program gave as the input of the same name. */
  extended?: Record<string, Answer>;
  /** The property that the provider names itself when the program gives no name. */
  autoName?: AutoName;
  /** False for services without Regions. Default: true. */
  regional?: boolean;
  check?(inputs: Values, context: ResourceContext): string[];
}

/** A value that AWS chooses: unknown in a preview, made by the format in a simulated update. */
export function chosen(format: Format): Answer {
  return (resource, property) =>
    resource.context.generated(property, (token) => format(factsOf(resource, token)));
}

/** A text that AWS makes of other values, which a reader can trace one by one: unknown in a preview. */
export function composed(format: (facts: Omit<Facts, "token">) => string): Answer {
  return learned((resource) => format(factsOf(resource, "")));
}

/** An id of a prefix and 17 hexadecimal digits, as EC2 gives them. */
export function hexId(prefix: string): Answer {
  return chosen(({ token }) => `${prefix}${token}`);
}

/** An ARN in the resource's Region. */
export function arn(service: string, resource: Format): Answer {
  return chosen((f) => `arn:${f.partition}:${service}:${f.region}:${f.accountId}:${resource(f)}`);
}

/** The same value as an input or another output. */
export function same(property: string): Answer {
  return (resource) => resource.get(property) ?? UNKNOWN;
}

/** A value that the provider or AWS fixes when the program leaves it out, known in a preview too. */
export function fixed(value: Value): Answer {
  return () => value;
}

/** A value that AWS fixes, but that the provider only learns from it: unknown in a preview. */
export function learned(value: Value | ((resource: Resource) => Value)): Answer {
  return (resource) => {
    if (resource.context.dryRun) return UNKNOWN;
    return typeof value === "function" ? value(resource) : value;
  };
}

/** Twelve digits of the account that the run assumes. */
export const ownAccount: Answer = learned((resource) => resource.context.accountId);

/** Makes the model of a declared resource type. */
export function declare(declaration: Declaration): ResourceModel {
  const { type, cites } = declaration;
  return {
    type,
    cites,
    autoName: declaration.autoName,
    create: (inputs, context) => create(declaration, inputs, context),
    check: (inputs, context) => [
      ...nameProblems(declaration.autoName, inputs, context),
      ...(declaration.check?.(inputs, context) ?? []),
    ],
  };
}

function create(declaration: Declaration, inputs: Values, context: ResourceContext) {
  const answers: Record<string, Answer> = { ...declaration.outputs, ...declaration.extended };
  if (declaration.autoName !== undefined) {
    answers[declaration.autoName.property] = nameOf(declaration.autoName);
  }
  if (declaration.regional !== false) answers.region = fixed(context.region);

  const outputs: Values = {};
  let id: Value | undefined;
  const resource: Resource = {
    context,
    inputs,
    get(property) {
      if (property === "id") return (id ??= context.dryRun ? UNKNOWN : declaration.id(resource, "id"));
      const given = inputs[property];
      if (given !== undefined && declaration.extended?.[property] === undefined) return given;
      const answer = answers[property];
      if (outputs[property] === undefined && answer !== undefined) {
        outputs[property] = answer(resource, property);
      }
      return outputs[property];
    },
  };
  for (const property of Object.keys(answers)) resource.get(property);
  return { id: resource.get("id") ?? UNKNOWN, outputs };
}

function nameOf(autoName: AutoName): Answer {
  return chosen((f) => {
    const prefix = autoName.prefixProperty && open(f.input(autoName.prefixProperty));
    if (typeof prefix === "string") return `${prefix}${f.token}`;
    const name = `${f.name}-${f.token.slice(0, 7)}`;
    return autoName.lowerCase === true ? name.toLowerCase() : name;
  });
}

function nameProblems(autoName: AutoName | undefined, inputs: Values, context: ResourceContext): string[] {
  if (autoName?.maxLength === undefined) return [];
  const { property, maxLength, prefixProperty } = autoName;
  const given = open(inputs[property]);
  if (typeof given === "string" && !isUnknown(given)) {
    return given.length > maxLength
      ? [`"${property}" cannot be longer than ${maxLength} characters: "${given}"`]
      : [];
  }
  if (given !== undefined || (prefixProperty !== undefined && inputs[prefixProperty] !== undefined))
    return [];
  const prefix = `${context.name}-`;
  if (prefix.length + 7 <= maxLength) return [];
  return [`name '${prefix}' plus 7 random chars is longer than maximum length ${maxLength}`];
}

function factsOf(resource: Resource, token: string): Facts {
  const { context, inputs } = resource;
  return {
    token,
    name: context.name,
    partition: context.partition,
    region: plainText(resource.get("region")) ?? plainText(context.region) ?? "unknown-region",
    accountId: context.accountId,
    text: (property) => plainText(resource.get(property)) ?? token,
    input: (property) => open(inputs[property]),
  };
}

/** A value without its secret marker. */
export function open(value: Value | undefined): Value | undefined {
  return isSecret(value) ? value.value : value;
}

/** A value as text, or undefined when it is not a known text. */
export function plainText(value: Value | undefined): string | undefined {
  const opened = open(value);
  return typeof opened === "string" && !isUnknown(opened) ? opened : undefined;
}
