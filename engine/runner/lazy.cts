// Loaded by preload.cts, ahead of everything of Pulumi. Half of what the SDK loads at its start serves what few programs
// do: functions that become code in the cloud (the TypeScript compiler, npm's tree reader, a debugger session), the
// Automation API, and exporters of traces. Here each loads on first use. That adds no frame to a stack trace and changes
// no message.
{
  const { Module } = process.getBuiltinModule("node:module");

  type Exports = Record<string | symbol, unknown>;
  interface Hooks {
    isInitializedAsync?: () => Promise<void>;
    getSessionAsync?: () => Promise<unknown>;
    getScriptUrl?: (id: string) => string | undefined;
  }

  interface Tracing {
    trace: { getTracer(name: string): { startSpan(name: string): unknown } };
  }

  const deferred = [
    "../../automation",
    "../../typescript-shim",
    "@npmcli/arborist",
    "normalize-package-data",
  ];

  /** Where a module is; an SDK of another version may not have it. */
  const locate = (requireSdk: NodeJS.Require, name: string) => {
    try {
      return requireSdk.resolve(name);
    } catch {
      return undefined;
    }
  };

  /** Puts in a module's place an object that loads the module when anything of it but `own` is asked for. */
  const defer = (requireSdk: NodeJS.Require, file: string, own: Exports = {}) => {
    const stub = new Module(file);
    let real: Exports | undefined;
    const load = () => {
      if (real === undefined) {
        // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- how a module leaves the cache
        if (requireSdk.cache[file] === stub) delete requireSdk.cache[file];
        real = requireSdk(file) as Exports;
      }
      return real;
    };
    stub.loaded = true;
    stub.exports = new Proxy(
      {},
      {
        // A compiled import first asks for __esModule, and keeps as it is an object that says yes.
        get: (_target, key) => {
          if (key === "__esModule") return true;
          if (Object.hasOwn(own, key)) return own[key];
          return key === "default" ? load() : load()[key];
        },
        has: (_target, key) => key in load(),
        ownKeys: () => Reflect.ownKeys(load()),
        getOwnPropertyDescriptor: (_target, key) =>
          Object.hasOwn(load(), key)
            ? { value: load()[key], enumerable: true, configurable: true }
            : undefined,
      },
    );
    requireSdk.cache[file] = stub;
  };

  /** The runner marks its steps as spans; without an exporter, the API alone says what to do with them: nothing. */
  const deferTraces = (requireSdk: NodeJS.Require) => {
    const file = locate(requireSdk, "../../cmd/run/tracing");
    if (file === undefined || locate(requireSdk, "@opentelemetry/api") === undefined) return;
    const { trace } = requireSdk("@opentelemetry/api") as Tracing;
    defer(requireSdk, file, { newSpan: (name: string) => trace.getTracer("nodejs-runtime").startSpan(name) });
  };

  /** Opens the debugger session when the SDK first looks into a closure. */
  const deferSession = (requireSdk: NodeJS.Require) => {
    const hooks = requireSdk("../../runtime/closure/v8Hooks") as Hooks;
    if (hooks.getSessionAsync === undefined || hooks.getScriptUrl === undefined) return;
    const urls = new Map<string, string>();
    let session: Promise<unknown> | undefined;
    hooks.isInitializedAsync = () => Promise.resolve();
    hooks.getScriptUrl = (id) => urls.get(id);
    hooks.getSessionAsync = () => (session ??= openSession(urls));
  };

  /** As the SDK does, but listening first: on enabling, the debugger tells of all scripts that are loaded already. */
  const openSession = async (urls: Map<string, string>) => {
    const { Session } = process.getBuiltinModule("node:inspector");
    const session = new Session();
    session.connect();
    session.on("Debugger.scriptParsed", ({ params }) => urls.set(params.scriptId, params.url));
    await new Promise<void>((resolve, reject) => {
      session.post("Debugger.enable", (error) => {
        if (error === null) resolve();
        else reject(error);
      });
    });
    return session;
  };

  module.exports = (requireSdk: NodeJS.Require) => {
    for (const name of deferred) {
      // ts-node needs the compiler at once.
      const needed = name === "../../typescript-shim" && process.env.PULUMI_NODEJS_TYPESCRIPT === "true";
      const file = needed ? undefined : locate(requireSdk, name);
      if (file !== undefined) defer(requireSdk, file);
    }
    deferTraces(requireSdk);
    deferSession(requireSdk);
  };
}
