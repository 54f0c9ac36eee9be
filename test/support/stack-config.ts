import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";
import { loadConfig, type LoadedConfig } from "../../stacks/index.ts";

/** Settings as they stand in a stack's file. */
export type FileConfig = Record<string, unknown>;

const root = new URL("../../", import.meta.url);

/** The settings of a shipped stack. */
export function shippedConfig(stack: string): FileConfig {
  const file = parse(readFileSync(new URL(`Pulumi.${stack}.yaml`, root), "utf8")) as { config: FileConfig };
  return file.config;
}

/** Settings as Pulumi passes them to a program: text, and JSON for what is not a scalar. */
export function asPulumiPasses(config: FileConfig): Record<string, string> {
  const text = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [key, text(value)]));
}

/** Reads settings as the program does. */
export function load(config: FileConfig, secretKeys: string[] = []): LoadedConfig {
  return loadConfig({ values: asPulumiPasses(config), secretKeys });
}

/** The lines with which the program refuses settings; none when it takes them. Errors: whatever is not a refusal. */
export function refusals(config: FileConfig, secretKeys: string[] = []): string[] {
  try {
    load(config, secretKeys);
    return [];
  } catch (error) {
    if (pulumi.RunError.isInstance(error)) return error.message.split("\n");
    throw error;
  }
}
