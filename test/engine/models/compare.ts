import {
  resourceReference,
  SIGNATURE,
  signatures,
  UNKNOWN,
  type Value,
  type Values,
} from "../../../engine/values.ts";
import {
  labelsOf,
  mapTexts,
  type RecordedPhase,
  type RecordedRegistration,
  type Recording,
} from "./recording.ts";
import { asRecorded, type Registered, Replay } from "./replay.ts";

/** What is compared of a run. Lists are sorted, because siblings race in the real thing. */
export interface Facts {
  registrations: Registered[];
  invokes: { token: string; args: Values }[];
  outputs: Record<string, Value>;
  warnings: string[];
}

type Phase = "preview" | "up";

/** What the recording says, with made-up ids replaced by names of where they come from. */
export function recordedFacts(recording: Recording, phase: Phase): Facts {
  const run = recording[phase];
  const label = labelling(recordedLabels(recording), phase);
  return {
    registrations: sortedBy(
      run.registrations
        .filter((registration) => isChild(registration, run))
        .map((child) => relabel(pick(child), label)),
    ),
    invokes: sortedBy(
      run.invokes.map(({ token, args }) => ({ token, args: mapTexts(args, label) as Values })),
    ),
    outputs: mapTexts(run.componentOutputs, label) as Record<string, Value>,
    warnings: run.diagnostics
      .filter(({ severity }) => severity === "warning")
      .map(({ message }) => message)
      .sort(),
  };
}

/** What the models answer when the recorded program runs again. */
export async function replayedFacts(recording: Recording, phase: Phase): Promise<Facts> {
  const run = recording[phase];
  // What no model can know, a user may answer; here the recording does.
  const answers = run.invokes.filter(({ token }) => !token.startsWith("aws:index/"));
  const replay = new Replay({ dryRun: phase === "preview" }, answers);
  const outputs: Record<string, Value> = {};
  for (const registration of run.registrations) {
    if (isChild(registration, run) || registration.parent === null) continue;
    const inputs = sent(registration.inputs, recording, replay, phase);
    const { type, name } = registration;
    if (registration.custom) replay.create(type, name, inputs);
    if (registration.remote === true) {
      const built = await replay.construct(type, name, inputs);
      outputs[`${type}::${name}`] = built.outputs;
    }
  }
  const label = labelling(labelsOf(replay.identified), phase);
  const clean = (value: Value) => mapTexts(asRecorded(value), label);
  return {
    registrations: sortedBy(
      replay.registered.map((child) =>
        relabel({ ...child, inputs: asRecorded(child.inputs) as Values }, label),
      ),
    ),
    invokes: sortedBy(replay.invokes.map(({ token, args }) => ({ token, args: clean(args) as Values }))),
    outputs: clean(outputs) as Record<string, Value>,
    warnings: [...replay.warnings].sort(),
  };
}

/** What a component registered: not the program's own resources, and not the component itself. */
function isChild(registration: RecordedRegistration, run: RecordedPhase): boolean {
  const remote = run.registrations.filter((other) => other.remote === true);
  const isComponent = remote.some(
    ({ type, name }) => type === registration.type && name === registration.name,
  );
  const inStack = registration.parent === null || registration.parent.startsWith("pulumi:pulumi:Stack::");
  return !isComponent && !inStack;
}

function pick(child: RecordedRegistration): Registered {
  return {
    type: child.type,
    name: child.name,
    parent: child.parent ?? "",
    custom: child.custom,
    inputs: child.inputs,
    dependencies: [...(child.dependencies ?? [])].sort(),
    propertyDependencies: child.propertyDependencies ?? {},
    ...(child.ignoreChanges === undefined ? {} : { ignoreChanges: child.ignoreChanges }),
    ...(child.version === undefined ? {} : { version: child.version }),
    ...ownProviders(child),
  };
}

/** The kubernetes provider that eks makes; one of the program's is handed down by the engine, not by a model. */
function ownProviders({
  provider,
  providers,
}: RecordedRegistration): Pick<Registered, "provider" | "providers"> {
  const kubernetes = providers?.kubernetes;
  return {
    ...(provider?.startsWith("pulumi:providers:kubernetes::") === true ? { provider } : {}),
    ...(kubernetes === undefined ? {} : { providers: { kubernetes } }),
  };
}

function relabel(registered: Registered, label: (text: string) => Value): Registered {
  const { inputs } = registered;
  const readable =
    typeof inputs.userData === "string" ? { ...inputs, userData: decoded(inputs.userData) } : inputs;
  return { ...registered, inputs: mapTexts(readable, label) as Values };
}

/** User data of launch templates is base64; made-up texts show only in what it says. */
function decoded(userData: string): string {
  return userData.startsWith("<") ? userData : Buffer.from(userData, "base64").toString();
}

function recordedLabels(recording: Recording): [string, string][] {
  return labelsOf(
    recording.state
      .filter(({ custom }) => custom)
      .map(({ type, name, id, inputs, outputs }) => {
        // The fake names resources in Check, so a name that the program did not give stands among the inputs.
        const program =
          recording.up.registrations.find((one) => one.type === type && one.name === name)?.inputs ?? inputs;
        return { key: `${type}::${name}`, id: id ?? "", inputs: program, outputs };
      }),
  );
}

/** What stands in a preview for a text that the fake made up and the real provider would make up anew. */
const madeUpText = "<made up>";

/**
 * In an update a made-up text becomes its label. In a preview the fake knew the names that resources got without one,
 * because it derives them; the real provider draws them, and the models leave them unknown.
 */
function labelling(labels: [string, string][], phase: Phase): (text: string) => Value {
  return (text) => {
    let result = text;
    for (const [madeUp, label] of labels) result = result.replaceAll(madeUp, label);
    return result !== text && phase === "preview" ? madeUpText : result;
  };
}

/** The recorded value, but unknown where the replay is and the recording holds a made-up text. */
function settled(recorded: Value, replayed: Value | undefined): Value {
  if (replayed === "<unknown>" && JSON.stringify(recorded).includes(madeUpText)) return "<unknown>";
  if (Array.isArray(recorded)) {
    return recorded.map((entry, at) => settled(entry, Array.isArray(replayed) ? replayed[at] : undefined));
  }
  if (typeof recorded !== "object" || recorded === null) return recorded;
  const other: Values =
    typeof replayed === "object" && replayed !== null && !Array.isArray(replayed) ? replayed : {};
  return Object.fromEntries(
    Object.entries(recorded).map(([key, entry]) => [key, settled(entry, other[key])]),
  );
}

/** What the recording says, as far as a model can know it in the same phase. */
export function settledFacts(recorded: Facts, replayed: Facts): Facts {
  const registrations = recorded.registrations.map((one) => {
    const same = replayed.registrations.find(({ type, name }) => type === one.type && name === one.name);
    return { ...one, inputs: settled(one.inputs, same?.inputs) as Values };
  });
  return {
    ...recorded,
    registrations: sortedBy(registrations),
    outputs: settled(recorded.outputs, replayed.outputs) as Record<string, Value>,
  };
}

/** The inputs that the recorded program sent, with the ids of this replay in the place of the recorded ones. */
function sent(inputs: Values, recording: Recording, replay: Replay, phase: Phase): Values {
  const label = labelling(recordedLabels(recording), phase);
  const own = new Map<string, Value>(
    replay.identified.flatMap(({ key, id, outputs }) => [
      [`<${key}.id>`, id] as const,
      ...Object.entries(outputs).map(([property, value]) => [`<${key}.${property}>`, value] as const),
    ]),
  );
  const restore = (text: string): Value => {
    const labelled = label(text);
    if (labelled === "<unknown>" || labelled === madeUpText) return UNKNOWN;
    if (typeof labelled !== "string") return labelled;
    const whole = own.get(labelled);
    if (whole !== undefined) return whole;
    return labelled.replaceAll(/<[^<>]+>/g, (found) => {
      const value = own.get(found);
      return typeof value === "string" ? value : found;
    });
  };
  return markers(mapTexts(inputs, restore)) as Values;
}

function markers(value: Value): Value {
  if (Array.isArray(value)) return value.map(markers);
  if (typeof value !== "object" || value === null) return value;
  if ("$output" in value) {
    const output: Values = { [SIGNATURE]: signatures.output, dependencies: value.dependencies ?? [] };
    if (value.$output !== UNKNOWN) output.value = markers(value.$output ?? null);
    return output;
  }
  if (typeof value.$resource === "string") {
    return resourceReference(value.$resource, typeof value.id === "string" ? value.id : undefined);
  }
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, markers(entry)]));
}

function sortedBy<T>(items: T[]): T[] {
  const key = (item: T) => JSON.stringify(item, (_, value: unknown) => sortKeys(value));
  return [...items].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function sortKeys(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
