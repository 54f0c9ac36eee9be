import { isValues } from "../../../engine/values.ts";
import { resourcesOf, text, waitUntil, type AccountState, type Stored } from "./account.ts";
import { ApiError } from "./errors.ts";
import type { Service } from "./services.ts";

// What the provider says before AWS's own words: terraform-provider-aws, internal/service/networkflowmonitor, scope.go and
// monitor.go. It waits for SUCCEEDED after a creation and after a change of targets.
const scopeType = "aws:networkflowmonitor/scope:Scope";
const monitorType = "aws:networkflowmonitor/monitor:Monitor";
const monitorsPerRegion = 20;
/** Virtual seconds that a scope needs to go, and to take a change of its targets. Docs: assumption nfm-scope-change-lock. */
const settlingSeconds = 20 * 60;
/** Longest wait of the provider for a new scope when the program does not say. */
const defaultCreateMinutes = 30;

/** Scopes: one for an account in a Region, slow to come and to go. Docs: assumption nfm-scope-one-per-region. */
export const scope: Service = {
  admit(state) {
    const other = resourcesOf(state, scopeType)[0];
    if (other === undefined) return;
    const code = other.status === "deleting" ? "ConflictException" : state.answers.secondScope;
    const why = other.status === "deleting" ? "is DEACTIVATING" : "exists in this account and Region";
    throw new ApiError(
      "creating Network Flow Monitor Scope",
      "NetworkFlowMonitor:CreateScope",
      code,
      `A scope ${why}`,
    );
  },
  seconds: (state) => state.answers.scopeMinutes * 60,
  givesUpAfter({ inputs }) {
    const timeouts = isValues(inputs.timeouts) ? inputs.timeouts.create : undefined;
    const minutes =
      typeof timeouts === "string" ? /^(\d+)m$/.exec(timeouts)?.[1] : String(defaultCreateMinutes);
    if (minutes === undefined) throw new Error(`timeouts.create: "${text(timeouts)}" is not simulated`);
    return Number(minutes) * 60;
  },
  changed(state, resource, before, properties) {
    if (!properties.includes("targets")) return;
    if (isInProgress(state, before)) {
      throw new ApiError(
        `updating Network Flow Monitor Scope (${resource.id}) targets`,
        "NetworkFlowMonitor:UpdateScope",
        "ConflictException",
        "The scope is being changed",
      );
    }
    resource.readyAt = state.now + settlingSeconds;
    waitUntil(state, resource.readyAt);
  },
  removed(state, resource) {
    const used = resourcesOf(state, monitorType).some(
      ({ inputs }) => inputs.scopeArn === resource.outputs.scopeArn,
    );
    if (used && state.answers.scopeWithMonitors === "refused") {
      throw new ApiError(
        `deleting Network Flow Monitor Scope (${resource.id})`,
        "NetworkFlowMonitor:DeleteScope",
        "ConflictException",
        "The scope has monitors",
      );
    }
    resource.status = "deleting";
    waitUntil(state, state.now + settlingSeconds);
  },
};

/** Whether AWS still makes or changes a scope, which its status then says. */
function isInProgress(state: AccountState, { readyAt }: Stored): boolean {
  return state.now < readyAt;
}

/** Monitors: their name is unique in an account and Region, and a scope must be there. */
export const monitor: Service = {
  admit(state, resource) {
    const refuse = (code: string, message: string) =>
      new ApiError(
        "creating Network Flow Monitor Monitor",
        "NetworkFlowMonitor:CreateMonitor",
        code,
        message,
      );
    const others = resourcesOf(state, monitorType);
    if (others.some(({ id }) => id === resource.id)) {
      throw refuse("ConflictException", `A monitor named ${resource.id} exists`);
    }
    if (others.length >= monitorsPerRegion) {
      throw refuse("ServiceQuotaExceededException", `${monitorsPerRegion} monitors exist`);
    }
    const scopes = resourcesOf(state, scopeType).filter(({ status }) => status === "ready");
    const own = scopes.find(({ outputs }) => outputs.scopeArn === resource.inputs.scopeArn);
    if (own === undefined) {
      throw refuse(
        "ResourceNotFoundException",
        `There is no scope ${JSON.stringify(resource.inputs.scopeArn)}`,
      );
    }
    if (isInProgress(state, own) && state.answers.monitorWhileScopeInProgress === "refused") {
      throw refuse("ConflictException", "The scope is IN_PROGRESS");
    }
  },
};
