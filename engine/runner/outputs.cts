// Preloaded into the program's process.
//
// A function of Pulumi's SDK has two forms: `getXOutput()` gives an Output, which may be unknown, `getX()` a promise of
// plain data, which may not. On the wire both are the same request, and when the engine answers "unknown" the second
// form resolves to an empty object, so that the program goes on with undefined values. This marks the first form in its
// arguments; the engine reads the mark and takes it off again (engine/invoke.ts). What is not marked, such as a call
// through a second copy of the SDK, counts as awaited. Nothing else changes, and no frame is added to a stack trace.
{
  const MARK = "aws-network-flow-monitor:output";

  type Invoke = (token: string, args: object | undefined, ...rest: unknown[]) => unknown;
  type Runtime = Record<"invokeOutput" | "invokeSingleOutput", Invoke | undefined>;

  // Beside the runner, so that this is the copy of the SDK that it uses, whatever the program's own folder holds.
  const { createRequire } = process.getBuiltinModule("node:module");
  const runtime = createRequire(process.argv[1] ?? "")("../../runtime") as Runtime;

  for (const name of ["invokeOutput", "invokeSingleOutput"] as const) {
    const invoke = runtime[name];
    if (invoke === undefined) continue;
    runtime[name] = (token, args, ...rest) => invoke(token, { ...args, [MARK]: true }, ...rest);
  }
}
