import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { ownCache } from "../../engine/runner/cache.ts";
import { tryLock } from "./lock.ts";

/** The version that cli/go.mod pins. */
const PINNED = "3.259.0";
const OLDEST = [3, 230];
const MODULE = join(import.meta.dirname, "cli");
/** What a machine without a CLI needs. */
export const WHAT_TO_INSTALL =
  "the tests with the real engine need the Pulumi CLI 3.230 or newer on PATH (https://www.pulumi.com/docs/install), or Go 1.25 or newer to build it once";

/** A Pulumi command line that the tests can run. */
export interface Cli {
  file: string;
  version: string;
  /** Whether the Node.js language host is installed beside it. */
  languageHost: boolean;
}

let found: Promise<Cli | undefined> | undefined;

/**
 * The CLI for a suite: on PATH, else built before, else built now. Without any the suite is pending, or fails where
 * CI=true. Call it in a `before` hook.
 */
export async function needCli(suite: Mocha.Context): Promise<Cli> {
  suite.timeout(0);
  found ??= findCli();
  const cli = await found;
  if (cli !== undefined) return cli;
  if (process.env.CI === "true") throw new Error(WHAT_TO_INSTALL);
  say(WHAT_TO_INSTALL);
  return suite.skip();
}

/** A CLI on PATH, else the one that was built before, else one built now. */
export async function findCli(): Promise<Cli | undefined> {
  const built = join(ownCache(process.env), `pulumi-${PINNED}`, executable("pulumi"));
  return onPath() ?? usable(built) ?? (await build(built));
}

function onPath(): Cli | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const file = folders
    .map((folder) => join(folder, executable("pulumi")))
    .find((candidate) => existsSync(candidate));
  return file === undefined ? undefined : usable(file);
}

function usable(file: string): Cli | undefined {
  if (!existsSync(file)) return undefined;
  const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const version = spawnSync(file, ["version"], { encoding: "utf8", env }).stdout.trim().replace(/^v/, "");
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [oldMajor = 0, oldMinor = 0] = OLDEST;
  if (major < oldMajor || (major === oldMajor && minor < oldMinor)) return undefined;
  return {
    file,
    version,
    languageHost: existsSync(join(dirname(file), executable("pulumi-language-nodejs"))),
  };
}

/** Builds the pinned CLI, once, also where several processes of a test run ask for it. */
async function build(target: string): Promise<Cli | undefined> {
  const go = spawnSync("go", ["version"], { encoding: "utf8" });
  if (go.status !== 0) return undefined;
  mkdirSync(dirname(target), { recursive: true });
  const lock = `${dirname(target)}.building`;
  while (!tryLock(lock)) await new Promise((resolve) => setTimeout(resolve, 1000));
  try {
    return usable(target) ?? (await buildAlone(target));
  } finally {
    rmSync(lock, { force: true });
  }
}

/** What is there then is whole. */
async function buildAlone(target: string): Promise<Cli | undefined> {
  const folder = mkdtempSync(`${dirname(target)}-building-`);
  const fresh = join(folder, executable("pulumi"));
  const version = `github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${PINNED}`;
  const flags = `-s -w -X ${version}`;
  const started = Date.now();
  say(`building the Pulumi CLI ${PINNED} with Go, once; this takes some minutes`);
  const timer = setInterval(() => {
    say(`still building the Pulumi CLI, ${Math.round((Date.now() - started) / 1000)} s`);
  }, 30_000);
  try {
    await run("go", ["build", "-ldflags", flags, "-o", fresh, "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"]);
    renameSync(fresh, target);
    say(`built the Pulumi CLI ${PINNED} in ${Math.round((Date.now() - started) / 1000)} s`);
    return usable(target);
  } finally {
    clearInterval(timer);
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(file: string, args: string[]): Promise<void> {
  const env = { ...process.env, CGO_ENABLED: "0", GOFLAGS: "-mod=readonly -modcacherw" };
  const child = spawn(file, args, { cwd: MODULE, env, stdio: ["ignore", "ignore", "pipe"] });
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`go build of the Pulumi CLI failed: ${errors.trim().slice(-2000)}`));
    });
  });
}

function executable(name: string): string {
  return process.platform === "win32" ? `${name}.exe` : name;
}

function say(line: string): void {
  process.stderr.write(`  ${line}\n`);
}
