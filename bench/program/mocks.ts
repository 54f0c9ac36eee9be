// The same program under Pulumi's own mocks, which run it without an engine: `node mocks.ts SIZE`.
import * as pulumi from "@pulumi/pulumi";

const [, , size = "100"] = process.argv;
pulumi.runtime.setConfig("bench:size", size);
await pulumi.runtime.setMocks(
  {
    newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs as Record<string, unknown> }),
    call: () => ({}),
  },
  "bench",
  "dev",
);
await import("./index.ts");
