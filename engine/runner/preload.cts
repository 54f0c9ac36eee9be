// Preloaded into the program's process, ahead of Pulumi's runner. Changes to the SDK that the runner uses; none
// adds a frame to a stack trace nor changes any message.
{
  type Invoke = (token: string, args: object | undefined, ...rest: unknown[]) => unknown;
  type Runtime = Record<"invokeOutput" | "invokeSingleOutput", Invoke | undefined>;
  interface Debuggable {
    debugPromiseLeaks?: boolean;
    debuggablePromise?: (...args: unknown[]) => unknown;
  }
  interface Callbacks {
    CallbacksClient?: { prototype: { invoke?: (...args: unknown[]) => unknown } };
  }
  interface Resources {
    Resource?: { callsites?: () => unknown[] };
  }

  const MARK = "aws-network-flow-monitor:output";

  const withoutStackTrace = (work: () => unknown): unknown => {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    try {
      return work();
    } finally {
      Error.stackTraceLimit = limit;
    }
  };

  /** Prepares the SDK beside the runner: the copy that it uses, whatever the program's own folder holds. */
  const prepare = (requireSdk: NodeJS.Require) => {
    // 1. A function of the SDK has two forms: `getXOutput()` gives an Output, which may be unknown, `getX()` a promise of
    // plain data, which may not. On the wire both are the same request, and when the engine answers "unknown" the second
    // form resolves to an empty object, so that the program goes on with undefined values. This marks the first form in
    // its arguments; the engine reads the mark and takes it off again (engine/invoke.ts). What is not marked, such as a
    // call through a second copy of the SDK, counts as awaited.
    const runtime = requireSdk("../../runtime") as Runtime;
    for (const name of ["invokeOutput", "invokeSingleOutput"] as const) {
      const invoke = runtime[name];
      if (invoke === undefined) continue;
      runtime[name] = (token, args, ...rest) => invoke(token, { ...args, [MARK]: true }, ...rest);
    }

    // 2. The SDK formats a stack trace for each of its promises, to be printed when PULUMI_DEBUG_PROMISE_LEAKS asks for
    // it, and one for each resource, to tell the engine the line of code. Both take most of a large program's time, and
    // this engine uses neither.
    const debuggable = requireSdk("../../runtime/debuggable") as Debuggable;
    const { debuggablePromise } = debuggable;
    if (debuggable.debugPromiseLeaks === false && debuggablePromise !== undefined) {
      debuggable.debuggablePromise = (...args) => withoutStackTrace(() => debuggablePromise(...args));
    }
    const { Resource } = requireSdk("../../resource") as Resources;
    if (Resource?.callsites !== undefined) Resource.callsites = () => [];

    // 3. A program with hooks or transforms serves them, and asks itself for a callback that does not exist to see
    // whether it does. The refusal it waits for is an error of which nobody reads the stack trace: formatting it would
    // read the SDK's source maps.
    const { CallbacksClient } = requireSdk("../../proto/callback_grpc_pb") as Callbacks;
    const ask = CallbacksClient?.prototype.invoke;
    if (CallbacksClient !== undefined && ask !== undefined) {
      CallbacksClient.prototype.invoke = function (...args) {
        return withoutStackTrace(() => ask.apply(this, args));
      };
    }

    // 4. Several debug messages for each resource, each a call that waits for the one before: the engine drops them.
    const log = requireSdk("../../log") as { debug?: () => Promise<void> };
    if (log.debug !== undefined) log.debug = () => Promise.resolve();
  };

  // Threads and forked children of the program are started with the same arguments, but are not the runner.
  const { createRequire } = process.getBuiltinModule("node:module");
  const { isMainThread } = process.getBuiltinModule("node:worker_threads");
  const script = process.argv[1] ?? "";
  if (isMainThread && /[\\/]cmd[\\/]run[\\/]index\.js$/.test(script)) {
    const requireSdk = createRequire(script);
    // It is lazy.cts in the sources and lazy.cjs in the build.
    const lazy: unknown = createRequire(__filename)(__filename.replace(/preload(?=\.\w+$)/, "lazy"));
    (lazy as (sdk: NodeJS.Require) => void)(requireSdk);
    prepare(requireSdk);
  }
}
