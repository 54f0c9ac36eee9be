/**
 * What AWS fixes about Network Flow Monitor: strings, names, limits, Regions and metrics. The only place in
 * components, stacks and live where such a string stands.
 */
export * from "./agent.ts";
export * from "./categories.ts";
export * from "./limits.ts";
export * from "./metrics.ts";
export * from "./regions.ts";
export * from "./resource-types.ts";
export * from "./service.ts";
