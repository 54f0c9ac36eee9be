// Preloaded into most programs of tests: half of what the SDK loads at its start serves what they do not do, and is
// loaded when it is needed, as for `nfm plan`. What the shipped stacks do from nothing to gone is also shown without.
const { createRequire } = process.getBuiltinModule("node:module");
const script = process.argv[1] ?? "";
if (/[\\/]cmd[\\/]run[\\/]index\.js$/.test(script)) {
  const here = createRequire(__filename);
  const lazy = here("../../engine/runner/lazy.cts") as (sdk: NodeJS.Require) => void;
  lazy(createRequire(script));
}
