import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { isMarked, isValues, signatures, type Value, type Values } from "../../engine/values.ts";
import { inputsFromAws } from "./provider/resources.ts";
import type { Stack, World } from "./world.ts";

/** A resource as the state of a stack has it. */
export interface Recorded {
  type: string;
  urn: string;
  id: string;
  inputs: Values;
}

/** The resources in the state of a stack that have an id, so no components. */
export function recorded(stack: Stack): Recorded[] {
  const { checkpoint } = JSON.parse(readFileSync(stack.stateFile, "utf8")) as {
    checkpoint: { latest: { resources?: Recorded[] } | null };
  };
  return (checkpoint.latest?.resources ?? []).filter(({ id }) => Boolean(id));
}

/** Asserts that everything in AWS is as the state has it: no update was lost, and nothing is there unknown to it. */
export function agreeing(world: World, stack: Stack): void {
  const known = new Map(recorded(stack).map((each) => [`${each.type} ${each.id}`, each.inputs]));
  for (const stored of world.account.read().resources) {
    const given = known.get(`${stored.type} ${stored.id}`);
    assert.ok(given !== undefined, `${stored.type} ${stored.name} is in AWS only`);
    const [inAws, inState] = [inputsFromAws(stored), inputsFromAws({ inputs: given })];
    const message = `${stored.type} ${stored.name} is another than the state has`;
    assert.deepEqual(hidden(inAws, inState), hidden(inState, inState), message);
  }
}

/** Inputs without the values that the state keeps encrypted. */
function hidden(inputs: Values, state: Values): Values {
  return Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, masked(value, state[key])]));
}

function masked(value: Value, state: Value | undefined): Value {
  if (isMarked(state ?? null, signatures.secret)) return "[secret]";
  if (Array.isArray(value)) {
    return value.map((item, index) => masked(item, Array.isArray(state) ? state[index] : undefined));
  }
  return isValues(value) ? hidden(value, isValues(state) ? state : {}) : value;
}
