import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import * as grpc from "@grpc/grpc-js";

const root = join(import.meta.dirname, "..");
const require = createRequire(import.meta.url);

/** The part of a Pulumi package schema that this repository looks at. */
export interface PackageSchema {
  name: string;
  resources: Record<string, unknown>;
  types: Record<string, unknown>;
}

/** Where the committed schema is. A change of it is a change of the package's API: see docs and the change log. */
export const snapshotFile = join(root, "test", "package", "plugin-schema.json");

/** The schema without its prose and version, so that only a change of the API changes the text. */
export function apiText(schema: PackageSchema): string {
  const withoutProse = (key: string, value: unknown) =>
    ["description", "version"].includes(key) ? undefined : value;
  return `${JSON.stringify(schema, withoutProse, 2)}\n`;
}

/** What @pulumi/pulumi/proto/provider_grpc_pb exports, which has no types of its own. */
interface ProviderProto {
  ResourceProviderClient: new (
    address: string,
    credentials: grpc.ChannelCredentials,
  ) => grpc.Client & {
    getSchema(request: unknown, done: (error: Error | null, response: { getSchema(): string }) => void): void;
  };
}

/**
 * The schema that users of other languages get: starts the package as a Pulumi plugin, as the Pulumi CLI does, and asks
 * it. Needs a built dist/. Source: pulumi/pulumi, pkg/resource/plugin/plugin.go, ExecPlugin: the runner gets the folder
 * of PulumiPlugin.yaml, so that `main` of package.json says what is loaded.
 */
export async function pluginSchema(): Promise<PackageSchema> {
  const runner = require.resolve("@pulumi/pulumi/cmd/run-plugin");
  const plugin = spawn(process.execPath, [runner, root], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  try {
    const port = await new Promise<string>((resolve, reject) => {
      plugin.once("error", reject);
      plugin.once("exit", (code) => reject(new Error(`the plugin ended with exit code ${code ?? "none"}`)));
      // The first thing that a plugin writes is its port.
      plugin.stdout.once("data", (text: Buffer) => resolve(text.toString().trim()));
    });
    const { ResourceProviderClient } = require("@pulumi/pulumi/proto/provider_grpc_pb") as ProviderProto;
    const { GetSchemaRequest } = require("@pulumi/pulumi/proto/provider_pb") as {
      GetSchemaRequest: new () => unknown;
    };
    const client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
    const text = await new Promise<string>((resolve, reject) => {
      client.getSchema(new GetSchemaRequest(), (error, response) => {
        if (error === null) resolve(response.getSchema());
        else reject(error);
      });
    });
    client.close();
    return JSON.parse(text) as PackageSchema;
  } finally {
    plugin.kill();
  }
}
