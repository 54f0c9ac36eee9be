import type { Problem } from "../components/shared/problems.ts";
import { namespace, secretKeys } from "./schema.ts";

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

/** What is wrong with how a setting is kept: a secret in plain text, or plain text as a secret. */
function keptWrong(key: string, secret: boolean): Problem {
  if (secret) {
    const fix = `set it again without --secret: pulumi config set ${key} …`;
    return { path: key, given: "a secret", allowed: "plain values, nothing here is secret", fix };
  }
  const fix = `change it, and set it again as one: pulumi config set --secret ${key}`;
  return { path: key, given: "plain text, [hidden]", allowed: "a secret", fix };
}

/** The settings of our namespace as values. A secret where none belongs is refused unread, since messages quote. */
export function decodeConfig(raw: RawConfig): DecodedConfig {
  const values: Record<string, unknown> = {};
  const problems: Problem[] = [];
  const prefix = `${namespace}:`;
  for (const [key, text] of Object.entries(raw.values)) {
    if (!key.startsWith(prefix)) continue;
    const own = key.slice(prefix.length);
    const [secret, belongs] = [raw.secretKeys.includes(key), secretKeys.includes(own)];
    if (secret !== belongs) problems.push(keptWrong(key, secret));
    else values[own] = belongs ? text : decode(text);
  }
  return { values, problems };
}
