import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const root = join(import.meta.dirname, "..", "..");

/** How a command ended, and what it wrote. */
export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** A Pulumi project in a folder of its own, with this repository's packages. */
export class TestProject {
  readonly folder: string;

  /** `files` by name win over the smallest project that can be planned, which makes one Scope. */
  constructor(files: Record<string, string> = {}) {
    this.folder = mkdtempSync(join(tmpdir(), "nfm-cli-"));
    symlinkSync(join(root, "node_modules"), join(this.folder, "node_modules"), "junction");
    const smallest = {
      "Pulumi.yaml": "name: site\nruntime: nodejs\nmain: program.js\n",
      "Pulumi.dev.yaml": "config:\n  aws:region: ap-northeast-1\n",
      "package.json": "{}",
      "program.js": program("module.exports = { arn: scope.scopeArn };"),
    };
    for (const [name, text] of Object.entries({ ...smallest, ...files })) {
      mkdirSync(join(this.folder, dirname(name)), { recursive: true });
      writeFileSync(join(this.folder, name), text);
    }
  }

  /** Starts nfm in the project. */
  start(...words: string[]): ChildProcess {
    return startIn(this.folder, ...words);
  }

  /** Runs nfm in the project to its end. */
  run(...words: string[]): Promise<Ended> {
    return ended(this.start(...words));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Starts nfm in a folder. */
export function startIn(folder: string, ...words: string[]): ChildProcess {
  return spawn(process.execPath, [join(root, "cli", "main.ts"), ...words], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** A program that makes one Scope, and then does what the given lines say. */
export function program(...lines: string[]): string {
  return [
    'const pulumi = require("@pulumi/pulumi");',
    'const aws = require("@pulumi/aws");',
    'const targetIdentifier = { targetId: { accountId: "123456789012" }, targetType: "ACCOUNT" };',
    'const scope = new aws.networkflowmonitor.Scope("main", { targets: [{ region: "eu-west-1", targetIdentifier }] });',
    ...lines,
    "",
  ].join("\n");
}

/** Collects what a process writes until it ends. */
export function ended(child: ChildProcess): Promise<Ended> {
  let stdout = "";
  let stderr = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}
