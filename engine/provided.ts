import { defaultZones, partitionOf } from "./environment.ts";
import type { ModelEnvironment } from "./models/model.ts";
import { revealedBag } from "./outputs.ts";
import type { RunState } from "./state.ts";
import { nameOf, typeOf } from "./urn.ts";
import { isUnknown, isValues, UNKNOWN, type Value, type Values } from "./values.ts";

/**
 * Where a resource with this provider is, or a call through it goes: where the run is, but for the Region and the
 * account that an explicit AWS provider names. `provider` is a reference, `urn::id`, or empty.
 */
export function environmentOf(state: RunState, provider: string): ModelEnvironment {
  const urn = provider.slice(0, Math.max(provider.lastIndexOf("::"), 0));
  const record = state.entries.get(urn)?.record;
  if (record === undefined || typeOf(urn) !== "pulumi:providers:aws") return state.environment;
  const inputs = revealedBag(record.inputs);
  const accountId = accountOf(inputs) ?? state.environment.accountId;
  return { ...state.environment, ...regionOf(state, nameOf(urn), inputs.region), accountId };
}

/** The same for a call, which may ask for zones: those of another Region than the run's are an assumption. */
export function callEnvironmentOf(state: RunState, provider: string): ModelEnvironment {
  const environment = environmentOf(state, provider);
  const { region, availabilityZones } = environment;
  if (region !== state.environment.region && !isUnknown(region)) {
    state.assumptions.add(
      `The Availability Zones of ${region} are ${availabilityZones.join(", ")}: give the result of ` +
        "aws:index/getAvailabilityZones:getAvailabilityZones under invokes in --answers to change them.",
    );
  }
  return environment;
}

function regionOf(state: RunState, name: string, region: Value | undefined): Partial<ModelEnvironment> {
  const own = state.environment.region;
  if (region === undefined || region === "") {
    state.assumptions.add(`The provider ${name} names no Region: it is taken to be in ${own}.`);
    return {};
  }
  if (region === own) return {};
  if (typeof region === "string" && !isUnknown(region)) {
    return { region, partition: partitionOf(region), availabilityZones: defaultZones(region) };
  }
  state.assumptions.add(`The Region of the provider ${name} is not known: nothing is checked against it.`);
  return { region: UNKNOWN, availabilityZones: [] };
}

/** The account that a provider names: the only one it allows, or that of the role which it assumes last. */
function accountOf(inputs: Values): string | undefined {
  const allowed = listOf(inputs.allowedAccountIds);
  if (allowed.length === 1 && typeof allowed[0] === "string") return allowed[0];
  const role = listOf(inputs.assumeRoles).at(-1);
  const arn = isValues(role) ? role.roleArn : undefined;
  return typeof arn === "string" ? /^arn:[^:]+:iam::(\d{12}):role\//.exec(arn)?.[1] : undefined;
}

/** An SDK sends a provider's lists as JSON. */
function listOf(given: Value | undefined): Value[] {
  if (typeof given !== "string" || isUnknown(given)) return [];
  const list = JSON.parse(given) as Value;
  return Array.isArray(list) ? list : [];
}
