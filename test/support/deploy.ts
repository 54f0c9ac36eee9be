import * as pulumi from "@pulumi/pulumi";
import { UNKNOWN, type Value, type Values } from "../../engine/values.ts";

/** One registration as it reached the monitor, with the options that Pulumi's own mocks do not record. */
export interface Registration {
  urn: string;
  type: string;
  name: string;
  parent: string;
  custom: boolean;
  inputs: Values;
  dependencies: string[];
  propertyDependencies: Record<string, string[]>;
  retainOnDelete: boolean;
  protect: boolean;
  deleteBeforeReplace: boolean;
  replaceOnChanges: string[];
  ignoreChanges: string[];
  provider: string;
  hooks: string[];
}

/** One resource that was read and not made. */
export interface Read {
  type: string;
  name: string;
  parent: string;
}

/** What a deployment under mocks registered, read and called. */
export interface Deployment<T> {
  registrations: Registration[];
  /** What was read and not made, such as another stack's outputs. */
  reads: Read[];
  /** `provider` is a reference, empty for the default provider. */
  invokes: { token: string; inputs: Values; provider: string }[];
  result: T;
}

/** How mocks answer. */
export interface DeployOptions {
  /** `preview` leaves unknown what AWS chooses. Default: `update`. */
  mode?: "preview" | "update";
  /** Name of the stack. Default: `test`. */
  stack?: string;
  /** Outputs of a resource besides its inputs, in an update. Default: an ARN and an id made of its name. */
  outputs?: (type: string, name: string, inputs: Values) => Values;
  /** What a provider plugin's component answers in an update, such as `awsx:ec2:Vpc`. Default: nothing. */
  components?: (type: string, name: string, inputs: Values) => Values;
  /** Result of a function. Default: an empty object. */
  call?: (token: string, inputs: Values) => Values;
}

/** The generated request classes have no common type; these are the getters that are read. */
interface RegisterRequest {
  getType(): string;
  getName(): string;
  getParent(): string;
  getCustom(): boolean;
  getObject(): { toJavaScript(): unknown };
  getDependenciesList(): string[];
  getPropertydependenciesMap(): {
    toArray(): [string, unknown][];
    get(key: string): { getUrnsList(): string[] } | undefined;
  };
  getRetainondelete(): boolean;
  getProtect(): boolean;
  getDeletebeforereplace(): boolean;
  getReplaceonchangesList(): string[];
  getIgnorechangesList(): string[];
  getProvider(): string;
  getHooks(): { getOnErrorList(): string[] } | undefined;
}

interface ReadRequest {
  getType(): string;
  getName(): string;
  getParent(): string;
}

type Callback = (error: Error | null, response?: { getUrn(): string }) => void;

function registration(request: RegisterRequest, urn: string): Registration {
  const dependencies = request.getPropertydependenciesMap();
  const keys = dependencies.toArray().map(([key]) => key);
  return {
    urn,
    type: request.getType(),
    name: request.getName(),
    parent: request.getParent(),
    custom: request.getCustom(),
    inputs: request.getObject().toJavaScript() as Values,
    dependencies: request.getDependenciesList().toSorted(),
    propertyDependencies: Object.fromEntries(
      keys.map((key) => [key, dependencies.get(key)?.getUrnsList() ?? []]),
    ),
    retainOnDelete: request.getRetainondelete(),
    protect: request.getProtect(),
    deleteBeforeReplace: request.getDeletebeforereplace(),
    replaceOnChanges: request.getReplaceonchangesList(),
    ignoreChanges: request.getIgnorechangesList(),
    provider: request.getProvider(),
    hooks: request.getHooks()?.getOnErrorList() ?? [],
  };
}

/** Runs a program under Pulumi's mocks and waits until every registration has settled. */
export async function deploy<T>(
  program: () => T,
  options: DeployOptions = {},
): Promise<Deployment<Awaited<T>>> {
  const preview = options.mode === "preview";
  const registrations: Registration[] = [];
  const reads: Read[] = [];
  const invokes: Deployment<T>["invokes"] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs, custom }) => {
        if (custom === false) {
          const answered = preview ? {} : options.components?.(type, name, inputs as Values);
          return { id: undefined, state: { ...(inputs as Values), ...answered } };
        }
        if (preview) return { id: "", state: inputs as Values };
        const made = options.outputs?.(type, name, inputs as Values) ?? {
          arn: `arn:aws:simulated:::${name}`,
        };
        return { id: `${name}-id`, state: { ...(inputs as Values), ...made } };
      },
      call: ({ token, inputs, provider = "" }) => {
        invokes.push({ token, inputs: inputs as Values, provider });
        return options.call?.(token, inputs as Values) ?? {};
      },
    },
    "nfm",
    options.stack ?? "test",
    preview,
  );
  record(registrations, reads);
  const result = await program();
  await pulumi.runtime.disconnect();
  return { registrations, reads, invokes, result };
}

function record(registrations: Registration[], reads: Read[]): void {
  const monitor = pulumi.runtime.getMonitor() as unknown as {
    registerResource(request: RegisterRequest, callback: Callback): Promise<void>;
    readResource(request: ReadRequest, callback: Callback): Promise<void>;
    registerErrorHook?: (request: unknown, callback: (error: null) => void) => void;
  };
  // Pulumi's mocks have no error hooks; the engine does, so a registration of one is accepted here.
  monitor.registerErrorHook = (_, callback) => {
    callback(null);
  };
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, callback) =>
    register(request, (error, response) => {
      if (response !== undefined) registrations.push(registration(request, response.getUrn()));
      callback(error, response);
    });
  const read = monitor.readResource.bind(monitor);
  monitor.readResource = (request, callback) => {
    reads.push({ type: request.getType(), name: request.getName(), parent: request.getParent() });
    return read(request, callback);
  };
}

/** The only registration of a type, by name when there are several. Errors: throws when it is not exactly one. */
export function one(registrations: Registration[], type: string, name?: string): Registration {
  const found = registrations.filter(
    (each) => each.type === type && (name === undefined || each.name === name),
  );
  const [first] = found;
  if (first === undefined || found.length > 1)
    throw new Error(`${String(found.length)} of ${type} ${name ?? ""}`);
  return first;
}

/** Value of an output, within a second. Errors: rejects when it stays unknown. */
export async function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error("the output did not settle"));
    }, 1000);
  });
  const value = new Promise<T>((resolve) => void output.apply(resolve));
  return Promise.race([value, late]).finally(() => {
    clearTimeout(timer);
  });
}

/** Whether an input is unknown at registration. */
export function unknownInput(value: Value | undefined): boolean {
  return value === UNKNOWN;
}
