import * as pulumi from "@pulumi/pulumi";
import { runStack } from "./stacks/index.ts";

/** The Pulumi program: what `Pulumi.<stack>.yaml` asks for. */
export default async function program(): Promise<Record<string, unknown>> {
  // Error hooks, which explain a refusal by AWS, came in 3.218; docs/first-deploy.md promises from 3.230 on.
  await pulumi.requirePulumiVersion(">=3.230.0");
  return runStack();
}
