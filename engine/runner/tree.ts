import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { platform } from "node:os";

/** Ends a process and all that it started, at once. What is gone already is no error. */
export function killTree(pid: number): void {
  if (platform() === "win32") {
    spawnSync("taskkill", ["/pid", String(pid), "/t", "/f"], { stdio: "ignore" });
    return;
  }
  // Children that left the process group are found by their parents, before those are gone.
  const others = descendants(pid);
  killGroup(pid);
  for (const other of others) kill(other);
}

/** Ends what a process left running in its process group. */
export function killGroup(pid: number): void {
  if (platform() !== "win32") kill(-pid);
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

function descendants(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const [pid, parent] of platform() === "linux" ? processesOfLinux() : processes()) {
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const found: number[] = [];
  const open = [root];
  for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
    const next = children.get(pid) ?? [];
    found.push(...next);
    open.push(...next);
  }
  return found;
}

type ProcessAndParent = [pid: number, parent: number];

function processes(): ProcessAndParent[] {
  const list = spawnSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).stdout;
  return list.split("\n").flatMap((line): ProcessAndParent[] => {
    const [pid, parent] = line.trim().split(/\s+/).map(Number);
    return pid === undefined || parent === undefined ? [] : [[pid, parent]];
  });
}

/** Slim containers have no `ps`. */
function processesOfLinux(): ProcessAndParent[] {
  return readdirSync("/proc").flatMap((name): ProcessAndParent[] => {
    if (!/^\d+$/.test(name)) return [];
    const stat = readStat(`/proc/${name}/stat`);
    // The second field is the command in parentheses, which may itself hold spaces; the fourth is the parent.
    const parent = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1];
    return parent === undefined ? [] : [[Number(name), Number(parent)]];
  });
}

/** A process may end while the list is read: it then has no text. */
function readStat(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
