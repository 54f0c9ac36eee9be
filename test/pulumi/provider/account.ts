import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tryLock } from "../lock.ts";
import type { Value, Values } from "../../../engine/values.ts";

/** A resource as the simulated account knows it. */
export interface Stored {
  type: string;
  id: string;
  /** Name in the program, for messages of tests only. */
  name: string;
  /** For an object in Kubernetes the name of its cluster. */
  cluster?: string;
  inputs: Values;
  outputs: Values;
  /** What AWS chose for it, by output. */
  generated: Record<string, string>;
  /** Virtual seconds at which it began to be, and at which it is ready. */
  createdAt: number;
  readyAt: number;
  /** `deleting` while its deletion takes time that nobody waited for. */
  status: "ready" | "deleting";
}

/** An instance that an Auto Scaling group launched. */
export interface Instance {
  id: string;
  group: string;
  /** What its user data and its agents could not do when it started; they do not try again. */
  broken: string[];
  /** What Systems Manager did to it, in order: names of documents. */
  ran: string[];
  /** What each association reported of it last, by the association's id. */
  reports?: Record<string, "Success" | "Failed">;
  /** The agent of Network Flow Monitor: one that is only installed sends nothing. */
  agent?: "installed" | "active" | undefined;
}

/** What AWS would answer where that is not documented: tests run every answer. */
export interface Answers {
  secondScope: "ServiceQuotaExceededException" | "ConflictException";
  scopeWithMonitors: "refused" | "deleted";
  /** A new monitor on a scope that is still made or changed; refused by ConflictException, which CreateMonitor declares. */
  monitorWhileScopeInProgress: "accepted" | "refused";
  /** Minutes until a new scope is ready. */
  scopeMinutes: number;
  /** The agent's add-on with a Pod Identity role on a cluster without the agent of Pod Identity. */
  addonWithoutPodIdentity: "DEGRADED" | "ACTIVE";
}

/** Everything in the account, in one Region. */
export interface AccountState {
  /** Virtual seconds since the account was opened. */
  now: number;
  /** Counts what AWS made, so that no two things get the same id. */
  serial: number;
  resources: Stored[];
  instances: Instance[];
  /** Software that somebody put into a cluster by hand: `<cluster> <add-on>`. */
  byHand: string[];
  /** Buckets that a service wrote to. */
  written: string[];
  /** What AWS made or keeps that no resource of a program stands for, such as logs of a control plane. */
  left: string[];
  /** Address from which Pulumi reaches the API of a cluster. */
  callerAddress: string;
  answers: Answers;
}

const empty: AccountState = {
  now: 0,
  serial: 0,
  resources: [],
  instances: [],
  byHand: [],
  written: [],
  left: [],
  callerAddress: "203.0.113.10",
  answers: {
    secondScope: "ServiceQuotaExceededException",
    scopeWithMonitors: "refused",
    monitorWhileScopeInProgress: "accepted",
    scopeMinutes: 25,
    addonWithoutPodIdentity: "DEGRADED",
  },
};

/** An account kept in a file, so that providers may die and tests may look and meddle. */
export interface Account {
  read(): AccountState;
  /** Changes the account. What throws changes nothing. */
  change<T>(edit: (state: AccountState) => T): T;
}

/** Opens the account in a file; one that is not there yet is empty. */
export function openAccount(file: string): Account {
  const read = (): AccountState => {
    const text = readText(file);
    return text === undefined ? structuredClone(empty) : (JSON.parse(text) as AccountState);
  };
  return {
    read,
    change: (edit) =>
      alone(`${file}.lock`, () => {
        const state = read();
        const result = edit(state);
        // By rename, so that a death in between leaves the old account.
        writeFileSync(`${file}.new`, JSON.stringify(state));
        renameSync(`${file}.new`, file);
        return result;
      }),
  };
}

/** Runs something while no other process does: each provider is one, and the tests are another. */
function alone<T>(lock: string, run: () => T): T {
  while (!tryLock(lock)) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
  }
  try {
    return run();
  } finally {
    rmSync(lock, { force: true });
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** The resources of a type that are there. */
export function resourcesOf(state: AccountState, type: string): Stored[] {
  return state.resources.filter((resource) => resource.type === type);
}

/** A value as text; empty where it is none. */
export function text(value: Value | undefined): string {
  return typeof value === "string" ? value : "";
}

/** Lets virtual time pass until a moment; it never runs back. */
export function waitUntil(state: AccountState, moment: number): void {
  state.now = Math.max(state.now, moment);
}
