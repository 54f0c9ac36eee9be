import * as pulumi from "@pulumi/pulumi";
// The schema for other languages is read along the program's imports: so it finds components that no stack uses, too.
import type {} from "../components/index.ts";
import { formatProblems } from "../components/shared/problems.ts";
import { checkConfig } from "./check.ts";
import type { RawConfig } from "./decode.ts";
import { readConfig } from "./read.ts";
import { configSchema, type StackConfig } from "./schema.ts";
import type { StackIdentity } from "./scope.ts";

/** A configuration that nothing is wrong with. */
export interface LoadedConfig {
  config: StackConfig;
  region: string;
}

/**
 * The configuration of a stack.
 * Errors: throws one `pulumi.RunError` that lists everything that is wrong, one line each, sorted.
 */
export function loadConfig(raw: RawConfig): LoadedConfig {
  const read = readConfig(raw);
  const problems = checkConfig(read);
  if (problems.length > 0 || read.region === undefined) throw new pulumi.RunError(formatProblems(problems));
  return { config: configSchema.parse(read.config), region: read.region };
}

/**
 * Builds what a configuration asks for; gives the stack's outputs. Each workload is loaded only when it is asked for,
 * since the SDKs for EKS and Kubernetes take seconds.
 */
export async function buildStack(
  { config, region }: LoadedConfig,
  identity: StackIdentity,
): Promise<Record<string, unknown>> {
  switch (config.workload) {
    case "ec2":
      return (await import("./ec2.ts")).ec2Stack(config, region, identity);
    case "eks":
      return (await import("./eks.ts")).eksStack(config, region, identity);
    case "none":
      return (await import("./none.ts")).scopeStack(config, region, identity);
  }
}

/** The keys of secret settings, as the language host passes them; the SDK has no public function for them. */
function secretKeys(): string[] {
  return JSON.parse(process.env["PULUMI_CONFIG_SECRET_KEYS"] ?? "[]") as string[];
}

/** The program: reads the stack's configuration, builds what it asks for, gives the stack's outputs. */
export async function runStack(): Promise<Record<string, unknown>> {
  const loaded = loadConfig({ values: pulumi.runtime.allConfig(), secretKeys: secretKeys() });
  return buildStack(loaded, {
    organization: pulumi.getOrganization(),
    project: pulumi.getProject(),
    stack: pulumi.getStack(),
  });
}
