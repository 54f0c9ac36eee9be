import type { Problem } from "../components/shared/problems.ts";
import { namespace } from "./schema.ts";

/** A stack's settings as Pulumi passes them: every value is text, and what is not a scalar in the file is JSON. */
export interface RawConfig {
  /** All settings of the stack, of every namespace. */
  values: Readonly<Record<string, string>>;
  /** Keys of those that are secret. */
  secretKeys: readonly string[];
}

/** Our own settings, without their namespace. */
export interface DecodedConfig {
  values: Record<string, unknown>;
  problems: Problem[];
}

function decode(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    // Text that only looks like JSON stays text, and the schema says what it should be.
    return text;
  }
}

/** The settings of our namespace as values. A secret is refused unread: nothing here is one, and messages quote. */
export function decodeConfig(raw: RawConfig): DecodedConfig {
  const values: Record<string, unknown> = {};
  const problems: Problem[] = [];
  const prefix = `${namespace}:`;
  for (const [key, text] of Object.entries(raw.values)) {
    if (!key.startsWith(prefix)) continue;
    if (raw.secretKeys.includes(key)) {
      const fix = `set it again without --secret: pulumi config set ${key} …`;
      problems.push({ path: key, given: "a secret", allowed: "plain values, nothing here is secret", fix });
    } else {
      values[key.slice(prefix.length)] = decode(text);
    }
  }
  return { values, problems };
}
