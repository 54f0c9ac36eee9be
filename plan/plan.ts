import type { RecordedOptions } from "../engine/types.ts";
import type { PlanValue, PlanValues } from "./value.ts";
import type { Cost } from "./cost.ts";
import type { Flow } from "./flows.ts";
import type { Exposure } from "./security.ts";
import type { SendingRoute } from "./routes.ts";
import type { Watch } from "./watch.ts";

/**
 * Version of the shape of a plan: raised when a reader of the old shape would misread the new one. New parts that
 * such a reader does not know, and new states in lists of states, do not raise it.
 */
export const schemaVersion = 1;

/** What a deployment of a program would make, as plain data: every renderer, diff and rule reads only this. */
export interface Plan {
  schemaVersion: typeof schemaVersion;
  project: string;
  stack: string;
  /** The Region that the program's resources go to unless they say otherwise. */
  region: string;
  /** Always true: the plan comes from a simulation, no account was asked. */
  simulated: true;
  summary: Summary;
  /** What Network Flow Monitor will watch. */
  watch: Watch;
  /** Connections of the pods that the program makes; absent when it makes none. */
  flows?: Flow[];
  /** How what the agents need is reached, for each place where agents run. */
  routes: SendingRoute[];
  cost: Cost;
  /** What a security review reads first. */
  security: Exposure[];
  /** All resources but the stack itself, by URN. */
  resources: PlanResource[];
  /** Resources that only exist once ids are known, by URN: nothing more can be said before the deployment. */
  madeAtDeployTime: DeployTimeResource[];
  outputs: PlanValues;
  /** Provider plugins that the deployment needs, `aws 7.48.0`, sorted. */
  plugins: string[];
  /** What was taken as given, sorted. */
  assumptions: string[];
  /** What the reader should know about the limits of this plan, sorted. */
  notes: string[];
  /** Warnings and errors of the program, in its own order. */
  diagnostics: PlanDiagnostic[];
}

/** The plan in one sentence and a few numbers. */
export interface Summary {
  verdict: string;
  /** Resources with a provider behind them that do not exist yet. */
  create: number;
  /** Resources that exist and are only read. */
  read: number;
  /** Components: resources that only group others. */
  components: number;
  madeAtDeployTime: number;
  /** How many resources to create of each type, by type. */
  types: Record<string, number>;
}

/** One resource of a plan. */
export interface PlanResource {
  urn: string;
  type: string;
  name: string;
  /** How references name this resource; see plan/labels.ts for the rule. */
  label: string;
  /** URN of the parent; absent below the stack. */
  parent?: string;
  /** URN of the nearest component around it; absent when there is none. */
  component?: string;
  /** False for a component. */
  custom: boolean;
  /** True for a component whose children a provider plugin makes. */
  remote: boolean;
  /** True when it exists already and is only read. */
  read: boolean;
  /** URN of the remote component that makes this resource; absent for the program's own. */
  expandedBy?: string;
  /** Only for what is read: its id. */
  id?: PlanValue;
  inputs: PlanValues;
  /** Only for remote components: which outputs stand for which of their children. */
  outputs?: PlanValues;
  /** URNs, sorted. */
  dependsOn: string[];
  options: PlanOptions;
}

/** Resource options; a provider is named by its label. The plugin's version is in the plan's `plugins`. */
export type PlanOptions = Omit<RecordedOptions, "version">;

/** A resource that only the simulated update made. */
export interface DeployTimeResource {
  urn: string;
  type: string;
  name: string;
}

/** A message of the program. */
export interface PlanDiagnostic {
  severity: "warning" | "error";
  message: string;
  urn?: string;
}

/** What the runs themselves do not say. */
export interface PlanFacts {
  project: string;
  stack: string;
  region: string;
  /** The project's folder: paths inside it are shown relative to it. */
  directory?: string;
}
