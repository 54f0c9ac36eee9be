import { spawnSync } from "node:child_process";
import { platform } from "node:os";

/** Ends a process and all that it started, at once. A process that is gone already is no error. */
export function killTree(pid: number): void {
  if (platform() === "win32") {
    spawnSync("taskkill", ["/pid", String(pid), "/t", "/f"], { stdio: "ignore" });
    return;
  }
  // Children that left the process group are found by their parents, before those are gone.
  for (const descendant of descendants(pid)) kill(descendant);
  kill(-pid);
  kill(pid);
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

function descendants(root: number): number[] {
  const list = spawnSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).stdout;
  const children = new Map<number, number[]>();
  for (const line of list.split("\n")) {
    const [pid, parent] = line.trim().split(/\s+/).map(Number);
    if (pid !== undefined && parent !== undefined)
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
