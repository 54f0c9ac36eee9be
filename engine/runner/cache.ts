import { existsSync, readdirSync } from "node:fs";
import { homedir, platform } from "node:os";
import { join } from "node:path";

/** The folder in which this user's programs keep what they can make again. */
function cacheHome(env: NodeJS.ProcessEnv): string {
  if (platform() === "win32") return env.LOCALAPPDATA ?? join(homedir(), "AppData", "Local");
  if (platform() === "darwin") return join(homedir(), "Library", "Caches");
  return env.XDG_CACHE_HOME ?? join(homedir(), ".cache");
}

/** The folder of ours in it. */
export function ownCache(env: NodeJS.ProcessEnv): string {
  return join(cacheHome(env), "aws-network-flow-monitor");
}

/** Where Node keeps compiled code between runs: the user's own choice, else a folder of ours. */
export function compileCache(env: NodeJS.ProcessEnv): string {
  return env.NODE_COMPILE_CACHE ?? join(ownCache(env), "node-compile-cache");
}

/** Whether an earlier run has left compiled code there. Node keeps a folder in it for each version of its own. */
export function isFilled(folder: string): boolean {
  if (!existsSync(folder)) return false;
  const versions = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return versions.some(({ name }) => readdirSync(join(folder, name)).length > 0);
}
