export { makePlan } from "./build.ts";
export { findLeaks } from "./leaks.ts";
export type { Plan, PlanFacts, PlanResource } from "./plan.ts";
export { schemaVersion } from "./plan.ts";
export { renderJson } from "./render/json.ts";
export { renderText, type TextOptions } from "./render/text.ts";
