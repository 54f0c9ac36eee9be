import type { Values } from "../values.ts";
import { UNKNOWN } from "../values.ts";
import { plainText } from "./declare.ts";

/** Refuses a property that must be JSON and is not, in the words of the AWS provider. */
export function jsonProblems(inputs: Values, property: string): string[] {
  const text = plainText(inputs[property]);
  // A text with an unknown part reaches a preview as the marker alone, but an update may interpolate it.
  if (text === undefined || text.includes(UNKNOWN)) return [];
  try {
    JSON.parse(text);
    return [];
  } catch (error) {
    return [`"${property}" contains an invalid JSON: ${(error as Error).message}`];
  }
}
