#!/usr/bin/env node
// The launcher of nfm: as little as an old Node can still read. Everything else is loaded once Node is new enough.
import module from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { compileCache } from "../engine/runner/cache.ts";
import { installedNode, nodeAdvice, supports } from "./node.ts";

const here = dirname(fileURLToPath(import.meta.url));

if (supports(process.versions.node)) {
  // The runs of the program inherit it: most of their start is compiling the SDK.
  process.env.NODE_COMPILE_CACHE = compileCache(process.env);
  module.enableCompileCache(process.env.NODE_COMPILE_CACHE);
  const { start } = await import("./start.ts");
  await start(process.argv.slice(2), here);
} else {
  const node = installedNode(here);
  if (node === undefined) {
    process.stderr.write(`${nodeAdvice(process.versions.node)}\n`);
    process.exitCode = 1;
  } else {
    const { relaunch } = await import("./relaunch.ts");
    await relaunch(node, fileURLToPath(import.meta.url), process.argv.slice(2));
  }
}
