import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { ModelEnvironment, ResourceContext, ResourceModel } from "../../../engine/models/model.ts";
import { revealedBag } from "../../../engine/outputs.ts";
import { nameOf } from "../../../engine/urn.ts";
import { UNKNOWN, type Value, type Values } from "../../../engine/values.ts";
import { waitUntil, type Account, type AccountState, type Stored } from "./account.ts";
import { ApiError, PartialError } from "./errors.ts";
import { refuseInUse } from "./in-use.ts";
import { serviceOf } from "./services.ts";
import { keyOf, refuseSecond, settingOf } from "./unique.ts";
import { secondsToCreate } from "./virtual-time.ts";

/** A resource as the engine asks for it. */
export interface Asked {
  urn: string;
  inputs: Values;
}

/** What a provider answers about a resource. */
export interface Answered {
  id: string;
  outputs: Values;
}

/** What names a resource that is there. */
interface Identity {
  type: string;
  id: string;
  /** For an object in Kubernetes. */
  cluster: string | undefined;
}

/** Makes, changes and removes what is in an account, as the models and the services say. */
export interface Resources {
  preview: (model: ResourceModel, asked: Asked) => Values;
  create: (model: ResourceModel, asked: Asked) => Answered;
  previewUpdate: (model: ResourceModel, asked: Asked, id: string, properties: string[]) => Values;
  update: (model: ResourceModel, asked: Asked, id: string, properties: string[]) => Values;
  remove: (type: string, id: string) => void;
  find: (type: string, id: string) => Stored | undefined;
}

/** Inputs that only the provider uses: AWS does not know them, so they do not come back from it. */
const providerOnly = ["timeouts", "forceDestroy", "waitForSuccessTimeoutSeconds", "__defaults"];

/** Resources of an account, or of a cluster in it. */
export function resourcesIn(account: Account, environment: ModelEnvironment, cluster?: string): Resources {
  return {
    preview: (model, asked) =>
      model.create(revealedBag(asked.inputs), contextOf(environment, asked.urn, true)).outputs,
    create: (model, asked) => create(account, environment, model, asked, cluster),
    previewUpdate(model, asked, id, properties) {
      const stored = existing(account.read(), { type: model.type, id, cluster });
      const outputs = answers(environment, model, asked, stored);
      const service = serviceOf(model.type);
      for (const key of service.keeps ?? []) outputs[key] = stored.outputs[key] ?? UNKNOWN;
      for (const key of service.unsettled?.(properties) ?? []) outputs[key] = UNKNOWN;
      return outputs;
    },
    update: (model, asked, id, properties) =>
      update(account, environment, model, asked, { of: { type: model.type, id, cluster }, properties }),
    remove: (type, id) => {
      account.change((state) => remove(state, { type, id, cluster }));
    },
    find: (type, id) => lookUp(account.read(), { type, id, cluster }),
  };
}

/** The inputs that AWS gives back for a resource that Pulumi did not make. */
export function inputsFromAws(stored: Pick<Stored, "inputs">): Values {
  return Object.fromEntries(Object.entries(stored.inputs).filter(([key]) => !providerOnly.includes(key)));
}

function contextOf(
  environment: ModelEnvironment,
  urn: string,
  dryRun: boolean,
  generate?: (property: string, format: (token: string) => string) => string,
): ResourceContext {
  return {
    ...environment,
    dryRun,
    urn,
    name: nameOf(urn),
    generated: (property, format) => generate?.(property, format) ?? UNKNOWN,
  };
}

/** What AWS chooses is chosen once and stays, whatever is asked again. */
function answers(environment: ModelEnvironment, model: ResourceModel, asked: Asked, stored: Stored): Values {
  const context = contextOf(environment, asked.urn, false, (property, format) => {
    stored.generated[property] ??= format(token(`${stored.generated.seed ?? ""} ${property}`));
    return stored.generated[property];
  });
  const { id, outputs } = model.create(revealedBag(asked.inputs), context);
  stored.id = textOf(id);
  return outputs;
}

function token(seed: string): string {
  return createHash("sha256").update(seed).digest("hex").slice(0, 17);
}

function textOf(value: Value): string {
  if (typeof value === "string") return value;
  throw new Error("the model gave an id that is not text");
}

/** What the API refuses for itself, whatever the provider let pass. */
function refuseInvalid(
  environment: ModelEnvironment,
  model: ResourceModel,
  asked: Asked,
  doing: string,
): void {
  const context = contextOf(environment, asked.urn, false);
  const problem = model.check?.(revealedBag(asked.inputs), context).find(isOfTheApi);
  if (problem === undefined) return;
  const operation = `${model.type.split("/")[0] ?? ""}:${doing}`;
  throw new ApiError(`${doing} ${nameOf(asked.urn)}`, operation, ...split(problem));
}

/** Whether a model's problem is one that only the API finds, so that a preview passes. */
export function isOfTheApi(problem: string): boolean {
  return problem.startsWith("ValidationException: ");
}

function split(problem: string): [string, string] {
  const at = problem.indexOf(": ");
  return [problem.slice(0, at), problem.slice(at + 2)];
}

function create(
  account: Account,
  environment: ModelEnvironment,
  model: ResourceModel,
  asked: Asked,
  cluster: string | undefined,
): Answered {
  refuseInvalid(environment, model, asked, "creating");
  // A resource that fails to become ready is there all the same: the account keeps it, the caller hears of it.
  const { answered, failure } = account.change((state) => make(state, environment, model, asked, cluster));
  if (failure === undefined) return answered;
  if (failure instanceof PartialError) Object.assign(failure, answered);
  throw failure;
}

function make(
  state: AccountState,
  environment: ModelEnvironment,
  model: ResourceModel,
  asked: Asked,
  cluster: string | undefined,
) {
  const { type } = model;
  const service = serviceOf(type);
  const seconds = service.seconds?.(state) ?? secondsToCreate(type);
  const stored: Stored = {
    type,
    id: "",
    name: nameOf(asked.urn),
    ...(cluster !== undefined && { cluster }),
    inputs: revealedBag(asked.inputs),
    outputs: {},
    generated: { seed: `${asked.urn} ${++state.serial}` },
    createdAt: state.now,
    readyAt: state.now + seconds,
    status: "ready",
  };
  const outputs = answers(environment, model, asked, stored);
  stored.outputs = { ...stored.inputs, ...revealedBag(outputs) };
  const answered = { id: stored.id, outputs };
  const others = state.resources.filter((other) => other.type === type);
  const setting = settingOf(type);
  if (setting !== undefined) {
    const key = keyOf(stored.outputs, setting);
    state.resources = state.resources.filter(
      (other) => other.type !== type || keyOf(other.outputs, setting) !== key,
    );
  } else {
    refuseSecond(type, stored.outputs, others);
    service.admit?.(state, stored);
  }
  state.resources.push(stored);
  return { answered, failure: waitFor(state, stored, seconds) };
}

/** Waits in virtual time until a new resource is ready, as long as the provider does. */
function waitFor(state: AccountState, stored: Stored, seconds: number): Error | undefined {
  const service = serviceOf(stored.type);
  const limit = service.givesUpAfter?.(stored) ?? Number.POSITIVE_INFINITY;
  waitUntil(state, stored.createdAt + Math.min(seconds, limit));
  if (seconds > limit) {
    return new Error(
      `waiting for ${stored.type.split(":").at(-1) ?? ""} (${stored.id}) create: timeout while waiting for state to ` +
        `become 'SUCCEEDED' (last state: 'IN_PROGRESS', timeout: ${limit / 60}m0s)`,
    );
  }
  try {
    service.made?.(state, stored);
    return undefined;
  } catch (error) {
    if (error instanceof PartialError) return error;
    throw error;
  }
}

function update(
  account: Account,
  environment: ModelEnvironment,
  model: ResourceModel,
  asked: Asked,
  { of, properties }: { of: Identity; properties: string[] },
): Values {
  refuseInvalid(environment, model, asked, "updating");
  return account.change((state) => {
    const stored = existing(state, of);
    const before = structuredClone(stored);
    const outputs = answers(environment, model, asked, stored);
    stored.inputs = revealedBag(asked.inputs);
    stored.outputs = { ...stored.inputs, ...revealedBag(outputs) };
    serviceOf(model.type).changed?.(state, stored, before, properties);
    waitUntil(state, state.now + 1);
    return Object.fromEntries(Object.keys(outputs).map((key) => [key, stored.outputs[key] ?? UNKNOWN]));
  });
}

function remove(state: AccountState, of: Identity): void {
  const stored = lookUp(state, of);
  if (stored === undefined) return;
  refuseInUse(state, stored);
  serviceOf(of.type).removed?.(state, stored);
  state.resources = state.resources.filter((other) => !isDeepStrictEqual(other, stored));
  waitUntil(state, state.now + 1);
}

function lookUp(state: AccountState, { type, id, cluster }: Identity): Stored | undefined {
  return state.resources.find(
    (resource) => resource.type === type && resource.id === id && resource.cluster === cluster,
  );
}

function existing(state: AccountState, of: Identity): Stored {
  const stored = lookUp(state, of);
  if (stored === undefined) throw new Error(`${of.type} ${of.id} does not exist`);
  return stored;
}
