import { isUnknown, resourceReference, UNKNOWN, type Value, type Values } from "../values.ts";
import { type Derived, union } from "./derived.ts";
import type { Child, ChildOptions, ComponentContext } from "./model.ts";

/** A child while its component is constructed. Its outputs know that they come from it. */
export interface Member {
  type: string;
  name: string;
  urn: string;
  id: Derived;
  /** One of its outputs; unknown when the child has not answered it. */
  output(property: string): Derived;
  /** How a component hands the child to the program: an id that is not known is empty. */
  reference: Values;
  /** How a component hands the child to another resource: an id that is not known is unknown. */
  asInput: Derived;
  /** The child as the value of an Output that waits for it: unknown as long as its id is. */
  resolved: Value;
}

/** Whether a child is not there yet: a preview of its creation. */
export function isNew({ id }: Member): boolean {
  return isUnknown(id.value);
}

/** Options of a child, with other children in the place of URNs. */
export interface MemberOptions {
  parent?: Member;
  custom?: boolean;
  dependsOn?: { urn: string }[];
  ignoreChanges?: string[];
  deleteBeforeReplace?: boolean;
  /** Version of the provider. Default: the family's. */
  version?: string;
  provider?: Member;
  /** Explicit providers for the children of a component, by package. */
  providers?: Record<string, Member>;
}

/** Inputs of a child. Those that are undefined are left out, as an SDK does. */
export type Arguments = Record<string, Derived | undefined>;

/** Registers the children of one component, and keeps track of what each input comes from. */
export interface Family {
  add(type: string, name: string, args: Arguments, options?: MemberOptions): Promise<Member>;
}

/**
 * A family whose custom children use the given version of their provider.
 * Dependencies of a child are what its inputs come from, and what it depends on explicitly.
 */
export function family(context: ComponentContext, version: string): Family {
  return {
    async add(type, name, args, options = {}) {
      const { inputs, propertyDependencies } = split(args);
      const custom = options.custom ?? true;
      const dependsOn = [
        ...new Set([
          ...(options.dependsOn ?? []).map(({ urn }) => urn),
          ...Object.values(propertyDependencies).flat(),
        ]),
      ].sort();
      const child = await context.register(type, name, inputs, {
        parent: options.parent?.urn ?? context.urn,
        custom,
        dependsOn,
        propertyDependencies,
        ...pick(options),
        ...(custom ? { version: options.version ?? version } : {}),
      });
      const from = [child.urn];
      return {
        type,
        name,
        urn: child.urn,
        id: { value: child.id, from },
        output: (property) => ({ value: child.outputs[property] ?? UNKNOWN, from }),
        reference: resourceReference(child.urn, referenceId(custom, child.id)),
        resolved: child.id === UNKNOWN ? UNKNOWN : asInput(child, custom),
        asInput: { value: asInput(child, custom), from },
      };
    },
  };
}

function split(args: Arguments): { inputs: Values; propertyDependencies: Record<string, string[]> } {
  const inputs: Values = {};
  const propertyDependencies: Record<string, string[]> = {};
  for (const [key, argument] of Object.entries(args)) {
    if (argument === undefined) continue;
    inputs[key] = argument.value;
    if (argument.from.length > 0) propertyDependencies[key] = union([argument]);
  }
  return { inputs, propertyDependencies };
}

function asInput(child: Child, custom: boolean): Values {
  return resourceReference(child.urn, custom && typeof child.id === "string" ? child.id : undefined);
}

function pick(options: MemberOptions): Partial<ChildOptions> {
  const { ignoreChanges, deleteBeforeReplace, provider, providers } = options;
  const named = Object.entries(providers ?? {}).map(([name, member]) => [name, providerReference(member)]);
  return {
    ...(provider === undefined ? {} : { provider: providerReference(provider) }),
    ...(providers === undefined ? {} : { providers: Object.fromEntries(named) as Record<string, string> }),
    ...(ignoreChanges === undefined ? {} : { ignoreChanges }),
    ...(deleteBeforeReplace === undefined ? {} : { deleteBeforeReplace }),
  };
}

function providerReference(member: Member): string {
  return `${member.urn}::${typeof member.id.value === "string" ? member.id.value : UNKNOWN}`;
}

/** A reference to a resource whose id is not known has an empty one; a component has none. */
function referenceId(custom: boolean, id: Value): string | undefined {
  if (!custom) return undefined;
  return typeof id === "string" && id !== UNKNOWN ? id : "";
}
