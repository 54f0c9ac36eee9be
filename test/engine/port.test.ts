import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import * as grpc from "@grpc/grpc-js";
import { describe, it } from "mocha";
import { openPort } from "../../engine/port.ts";
import { emptyProto, engineProto, engineService } from "../../engine/proto.ts";
import { serve } from "../../engine/server.ts";
import { runState } from "../../engine/state.ts";
import { requestFor } from "./support.ts";

describe("the engine's port", () => {
  it("keeps what a program sends before it is served, or a fast program would hang", async () => {
    const state = runState(requestFor("features"));
    state.rootUrn = "urn:of:the:stack";
    const port = await openPort();
    const client = new engineService.EngineClient(port.address, grpc.credentials.createInsecure());
    const answer = new Promise<string>((resolve, reject) => {
      client.getRootResource(new engineProto.GetRootResourceRequest(), (error, reply) => {
        if (error === null) resolve(reply.getUrn());
        else reject(error);
      });
    });
    await wait(300);
    const server = serve(state, port);
    try {
      assert.equal(await answer, "urn:of:the:stack");
      const second = new engineService.EngineClient(port.address, grpc.credentials.createInsecure());
      const logged = await new Promise((resolve, reject) => {
        second.log(new engineProto.LogRequest(), (error, reply) => {
          if (error === null) resolve(reply);
          else reject(error);
        });
      });
      assert.ok(logged instanceof emptyProto.Empty);
      second.close();
    } finally {
      client.close();
      server.close();
      port.close();
    }
  });

  it("is closed for good, with the connections that nobody served", async () => {
    const port = await openPort();
    const client = new engineService.EngineClient(port.address, grpc.credentials.createInsecure());
    const refused = new Promise<number | undefined>((resolve) => {
      client.getRootResource(new engineProto.GetRootResourceRequest(), (error) => resolve(error?.code));
    });
    await wait(100);
    port.close();
    assert.equal(await refused, grpc.status.UNAVAILABLE);
    client.close();
  });
});
