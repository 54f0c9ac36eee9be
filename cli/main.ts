#!/usr/bin/env node
// The launcher of nfm: as little as an old Node can still read. Everything else is loaded once Node is new enough.
import module from "node:module";
import { homedir } from "node:os";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { compileCacheFolder } from "./cache.ts";
import { installedNode, nodeAdvice, supports } from "./node.ts";

const here = dirname(fileURLToPath(import.meta.url));

if (supports(process.versions.node)) {
  const cache = compileCacheFolder(process.env, process.platform, homedir());
  if (cache !== undefined) {
    module.enableCompileCache(cache);
    // The two runs of the program inherit it: most of their start is compiling the SDK.
    process.env.NODE_COMPILE_CACHE = cache;
  }
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
