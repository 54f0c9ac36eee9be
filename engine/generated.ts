import { createHash } from "node:crypto";
import type { GeneratedValue } from "./types.ts";

/** The values that models made up in one run. */
export interface GeneratedValues {
  /**
   * The value that stands for a property of a resource: always the same for the same URN and property. A text that
   * the format gives to two of them stands for neither, so it is not in the list.
   */
  generate(urn: string, property: string, format: (token: string) => string): string;
  list(): GeneratedValue[];
}

const ATTEMPTS = 1000;

/** Starts an empty register of generated values. */
export function generatedValues(): GeneratedValues {
  const byValue = new Map<string, GeneratedValue>();
  const shared = new Set<string>();
  return {
    generate(urn, property, format) {
      const first = format(token(urn, property, 0));
      for (let attempt = 0; attempt < ATTEMPTS && !shared.has(first); attempt++) {
        const value = format(token(urn, property, attempt));
        const taken = byValue.get(value);
        if (taken === undefined) byValue.set(value, { value, urn, property });
        else if (taken.urn !== urn || taken.property !== property) continue;
        return value;
      }
      // The format leaves no room to tell the resources apart: the text is no reference to either.
      byValue.delete(first);
      shared.add(first);
      return first;
    },
    list: () => [...byValue.values()],
  };
}

/** 17 hexadecimal digits, as long as the random part of an EC2 id. */
function token(urn: string, property: string, attempt: number): string {
  const again = attempt === 0 ? "" : `\n${attempt}`;
  return createHash("sha256").update(`${urn}\n${property}${again}`).digest("hex").slice(0, 17);
}
