import { createHash } from "node:crypto";
import type { GeneratedValue } from "./types.ts";

/** The values that models made up in one run. */
export interface GeneratedValues {
  /** The value that stands for a property of a resource: always the same for the same URN and property. */
  generate(urn: string, property: string, format: (token: string) => string): string;
  list(): GeneratedValue[];
}

const ATTEMPTS = 1000;

/** Starts an empty register of generated values. */
export function generatedValues(): GeneratedValues {
  const byValue = new Map<string, GeneratedValue>();
  return {
    generate(urn, property, format) {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const value = format(token(urn, property, attempt));
        const taken = byValue.get(value);
        if (taken === undefined) byValue.set(value, { value, urn, property });
        else if (taken.urn !== urn || taken.property !== property) continue;
        return value;
      }
      // Two resources with one id could not be told apart in the plan.
      throw new Error(`the format of ${property} leaves too little room for unique values`);
    },
    list: () => [...byValue.values()],
  };
}

/** 17 hexadecimal digits, as long as the random part of an EC2 id. */
function token(urn: string, property: string, attempt: number): string {
  const again = attempt === 0 ? "" : `\n${attempt}`;
  return createHash("sha256").update(`${urn}\n${property}${again}`).digest("hex").slice(0, 17);
}
