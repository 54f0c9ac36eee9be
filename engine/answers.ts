import { basename } from "node:path";
import { entriesOf, readYaml } from "./project/yaml.ts";
import { nearest } from "./nearest.ts";
import { ProblemsError } from "./problems.ts";
import { isValues, type Value, type Values } from "./values.ts";

/** What the user says AWS, other stacks and ESC would answer. Read from the file of `--answers`. */
export interface Answers {
  /** Where the program is taken to run; each left out has a stated default. */
  environment: {
    region?: string;
    accountId?: string;
    partition?: string;
    availabilityZones?: string[];
  };
  /** Results of functions; one without `args` answers every call of its token. */
  invokes: { token: string; args?: Values; result: Values }[];
  /** Outputs of other stacks, by the name that the program gives to its StackReference. */
  stackReferences: Record<string, Values>;
  /** What each ESC environment provides, by its name. */
  esc: Record<string, { pulumiConfig: Values; environmentVariables: Record<string, string> }>;
  /** Values of configuration keys that are encrypted in the stack file, by namespace and name. */
  config: Values;
}

/** Answers that answer nothing. */
export const noAnswers: Answers = { environment: {}, invokes: [], stackReferences: {}, esc: {}, config: {} };

const KEYS = ["environment", "invokes", "stackReferences", "esc", "config"];
const ENVIRONMENT_KEYS = ["region", "accountId", "partition", "availabilityZones"];

/** Reads a file of answers, JSON or YAML. Throws a ProblemsError with every problem of the file. */
export function readAnswers(path: string): Answers {
  const document = readYaml(path);
  const file = basename(path);
  const problems: string[] = [];
  const whole = (document.toJS() ?? {}) as Value;
  if (!isValues(whole)) throw new ProblemsError([`${file}: must be a mapping with ${KEYS.join(", ")}`]);
  for (const [key] of entriesOf(document.contents)) unknownKey(file, "", key, KEYS, problems);
  const answers: Answers = {
    environment: environmentOf(file, whole.environment, problems),
    invokes: invokesOf(file, whole.invokes, problems),
    stackReferences: mappings(file, "stackReferences", whole.stackReferences, problems),
    esc: escOf(file, whole.esc, problems),
    config: mapping(file, "config", whole.config, problems),
  };
  if (problems.length > 0) throw new ProblemsError(problems);
  return answers;
}

function unknownKey(file: string, path: string, key: string, known: string[], problems: string[]): void {
  if (known.includes(key)) return;
  const meant = nearest(key, known);
  const hint = meant === undefined ? `use one of ${known.join(", ")}` : `did you mean ${meant}?`;
  problems.push(`${file}: ${path}${key} is unknown: ${hint}`);
}

function mapping(file: string, path: string, given: Value | undefined, problems: string[]): Values {
  if (given === undefined) return {};
  if (isValues(given)) return given;
  problems.push(`${file}: ${path}: must be a mapping`);
  return {};
}

function mappings(
  file: string,
  path: string,
  given: Value | undefined,
  problems: string[],
): Record<string, Values> {
  const whole = mapping(file, path, given, problems);
  return Object.fromEntries(
    Object.entries(whole).map(([name, value]) => [name, mapping(file, `${path}.${name}`, value, problems)]),
  );
}

function environmentOf(file: string, given: Value | undefined, problems: string[]): Answers["environment"] {
  const whole = mapping(file, "environment", given, problems);
  const result: Answers["environment"] = {};
  for (const [key, value] of Object.entries(whole)) {
    unknownKey(file, "environment.", key, ENVIRONMENT_KEYS, problems);
    if (key === "availabilityZones") {
      if (Array.isArray(value) && value.length > 0 && value.every((zone) => typeof zone === "string")) {
        result.availabilityZones = value;
      } else problems.push(`${file}: environment.availabilityZones: must be a list of names`);
    } else if (key === "region" || key === "accountId" || key === "partition") {
      if (typeof value === "string") result[key] = value;
      else problems.push(`${file}: environment.${key}: must be text: put it in quotes`);
    }
  }
  return result;
}

function invokesOf(file: string, given: Value | undefined, problems: string[]): Answers["invokes"] {
  if (given === undefined) return [];
  if (!Array.isArray(given)) {
    problems.push(`${file}: invokes: must be a list of {token, args, result}`);
    return [];
  }
  return given.flatMap((item, index) => {
    const path = `invokes[${index}]`;
    const whole = mapping(file, path, item, problems);
    for (const key of Object.keys(whole))
      unknownKey(file, `${path}.`, key, ["token", "args", "result"], problems);
    if (typeof whole.token !== "string" || !isValues(whole.result)) {
      problems.push(`${file}: ${path}: needs the token of the function and its result, a mapping`);
      return [];
    }
    const args = whole.args === undefined ? undefined : mapping(file, `${path}.args`, whole.args, problems);
    return [{ token: whole.token, ...(args !== undefined && { args }), result: whole.result }];
  });
}

function escOf(file: string, given: Value | undefined, problems: string[]): Answers["esc"] {
  const result: Answers["esc"] = {};
  for (const [name, values] of Object.entries(mappings(file, "esc", given, problems))) {
    const path = `esc.${name}`;
    for (const key of Object.keys(values)) {
      unknownKey(file, `${path}.`, key, ["pulumiConfig", "environmentVariables"], problems);
    }
    const variables = mapping(file, `${path}.environmentVariables`, values.environmentVariables, problems);
    result[name] = {
      pulumiConfig: mapping(file, `${path}.pulumiConfig`, values.pulumiConfig, problems),
      environmentVariables: Object.fromEntries(
        Object.entries(variables).map(([key, value]) => [
          key,
          typeof value === "string" ? value : JSON.stringify(value),
        ]),
      ),
    };
  }
  return result;
}
