// Preloaded into the program's process, before Pulumi's SDK.
//
// A function of the SDK has two forms: `getXOutput()` gives an Output, which may be unknown, `await getX()` gives plain
// data, which may not. On the wire both are the same request, and when the engine answers "unknown" the second one
// resolves to an empty object, so that the program goes on with undefined values. This marks the second form in the
// arguments, which the engine reads and takes off again; see engine/invoke.ts. Nothing else changes.
{
  const AWAITED = "aws-network-flow-monitor:awaited";

  type Invoke = (token: string, args: object | undefined, ...rest: unknown[]) => unknown;
  interface InvokeModule {
    invoke: Invoke;
    invokeSingle?: Invoke;
    invokeOutput?: unknown;
  }
  interface Loader {
    _load(request: string, ...rest: unknown[]): unknown;
  }

  const loader = process.getBuiltinModule("node:module") as unknown as Loader;
  const load = loader._load;
  const seen = new WeakSet<object>();

  const marking =
    (invoke: Invoke): Invoke =>
    (token, args, ...rest) =>
      invoke(token, { ...args, [AWAITED]: true }, ...rest);

  loader._load = function (request, ...rest) {
    const loaded = load.call(this, request, ...rest);
    if (request !== "./invoke" || typeof loaded !== "object" || loaded === null || seen.has(loaded))
      return loaded;
    seen.add(loaded);
    const module = loaded as InvokeModule;
    if (typeof module.invoke !== "function" || typeof module.invokeOutput !== "function") return loaded;
    module.invoke = marking(module.invoke);
    if (typeof module.invokeSingle === "function") module.invokeSingle = marking(module.invokeSingle);
    return loaded;
  };
}
