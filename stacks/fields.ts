import { z } from "zod";

// The schema knows keys, types and closed sets; ranges and rules are the components' own, whose validators the stack
// runs on the same values. So every key is the name of an argument, and paths in messages agree.

/** A setting that is text. */
export function text(description: string) {
  return z.string().meta({ description });
}

/** A setting that is true or false. */
export function flag(description: string) {
  return z.boolean().meta({ description });
}

/** A setting that is a whole number. */
export function whole(description: string) {
  return z.int().meta({ description });
}

/** A setting that is one word of a closed set. */
export function choice<const T extends Record<string, string>>(words: T, description: string) {
  return z.enum(words).meta({ description });
}

/** A setting that is a list of texts. */
export function texts(description: string) {
  return z.array(z.string()).meta({ description });
}

/** A schema for each argument but those left out, so that a new argument without one does not compile. */
export type Fields<Args, Left extends keyof Args = never> = Record<Exclude<keyof Args, Left>, z.ZodType>;
