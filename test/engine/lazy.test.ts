import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { RunRequest } from "../../engine/index.ts";
import { command, locateRunner } from "../../engine/runner/command.ts";
import { runProcess } from "../../engine/runner/process.ts";
import { openPort } from "../../engine/port.ts";
import { serve } from "../../engine/server.ts";
import { runState } from "../../engine/state.ts";
import { messages, requestFor, resource, run } from "./support.ts";

/** Runs a program as Pulumi does, without anything of ours in its process. Returns its errors and resources. */
async function runPlain(
  request: RunRequest,
): Promise<{ errors: string[]; inputs: unknown[]; outputs: unknown }> {
  const state = runState(request);
  const port = await openPort();
  const server = serve(state, port);
  const runner = locateRunner(request.project.programDirectory) ?? "";
  const ours = command(request, runner, port.address);
  const plain = { ...ours, args: ours.args.filter((word) => !word.startsWith("--require=")) };
  await runProcess(plain, { timeoutSeconds: 60, cancel: undefined, fail: state.stopped.signal });
  server.close();
  port.close();
  return {
    errors: state.diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message),
    inputs: [...state.entries.values()].map(({ record }) => record.inputs),
    outputs: state.stackOutputs,
  };
}

describe("what the SDK loads only on first use", function () {
  this.timeout(60_000);

  it("serialises the same code of a dynamic provider, or what is planned is not what is deployed", async () => {
    const plain = await runPlain(requestFor("closures"));
    const ours = await run("closures");
    assert.equal(ours.outcome, "succeeded");
    assert.deepEqual(
      ours.resources.map(({ inputs }) => inputs),
      plain.inputs,
    );
    assert.match(JSON.stringify(resource(ours, "first").inputs), /toUpperCase/);
  });

  it("shows the Automation API as it is to who lists it", async () => {
    const plain = await runPlain(requestFor("closures"));
    assert.deepEqual(plain.outputs, { automation: true });
    assert.deepEqual((await run("closures")).stackOutputs, { automation: true });
  });

  it("refuses what cannot be serialised in the SDK's own words, stack trace and all", async () => {
    const plain = await runPlain(requestFor("closures", { entry: "native.js" }));
    assert.match(plain.errors.join("\n"), /native\.js/);
    assert.deepEqual(messages(await run("closures", { entry: "native.js" }), "error"), plain.errors);
  });
});
