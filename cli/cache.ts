import { join } from "node:path";

/**
 * Where Node keeps compiled code between runs: NODE_COMPILE_CACHE, else a folder in the user's cache folder.
 * Undefined where the user disabled the cache, or coverage is measured, which cached code makes imprecise.
 */
export function compileCacheFolder(
  env: Record<string, string | undefined>,
  platform: NodeJS.Platform,
  home: string,
): string | undefined {
  if (env.NODE_DISABLE_COMPILE_CACHE || env.NODE_V8_COVERAGE) return undefined;
  return (
    env.NODE_COMPILE_CACHE ||
    join(userCache(env, platform, home), "aws-network-flow-monitor", "compile-cache")
  );
}

function userCache(env: Record<string, string | undefined>, platform: NodeJS.Platform, home: string): string {
  if (env.XDG_CACHE_HOME) return env.XDG_CACHE_HOME;
  if (platform === "darwin") return join(home, "Library", "Caches");
  if (platform === "win32") return env.LOCALAPPDATA || join(home, "AppData", "Local");
  return join(home, ".cache");
}
