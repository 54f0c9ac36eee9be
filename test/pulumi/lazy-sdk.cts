// Preloaded into programs of tests that run very often: half of what the SDK loads at its start serves what they do not
// do, and is loaded when it is needed, as for `nfm plan`. The shipped stacks run with the SDK as it is.
const { createRequire } = process.getBuiltinModule("node:module");
const script = process.argv[1] ?? "";
if (/[\\/]cmd[\\/]run[\\/]index\.js$/.test(script)) {
  const here = createRequire(__filename);
  const lazy = here("../../engine/runner/lazy.cts") as (sdk: NodeJS.Require) => void;
  lazy(createRequire(script));
}
