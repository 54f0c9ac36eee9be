import * as grpc from "@grpc/grpc-js";
import { emptyProto, engineProto, engineService, resourceProto, resourceService } from "../engine/proto.ts";
import { deploymentInfo } from "../engine/monitor/features.ts";
import type { RunRequest } from "../engine/index.ts";
import { command, locateRunner } from "../engine/runner/command.ts";
import { runProcess } from "../engine/runner/process.ts";
import { runState } from "../engine/state.ts";

/** Of all requests, only registrations are read. */
interface Request {
  getType(): string;
  getName(): string;
}

function handlers(table: Record<string, (request: Request) => object>): grpc.UntypedServiceImplementation {
  return Object.fromEntries(
    Object.entries(table).map(([name, answer]): [string, grpc.handleUnaryCall<Request, object>] => [
      name,
      (call, callback) => callback(null, answer(call.request)),
    ]),
  );
}

/**
 * Runs the same program by the same runner against an engine that does nothing: each registration is answered with a
 * URN and no more, nothing is read, checked or kept. What it takes is Pulumi's own time.
 */
export async function runOnNullEngine(request: RunRequest): Promise<void> {
  const state = runState(request);
  const empty = () => new emptyProto.Empty();
  const server = new grpc.Server();
  server.addService(
    resourceService.ResourceMonitorService,
    handlers({
      getDeploymentInfo: () => deploymentInfo(state),
      registerPackage: () => new resourceProto.RegisterPackageResponse(),
      registerResource: (registration) => {
        const reply = new resourceProto.RegisterResourceResponse();
        reply.setUrn(`urn:pulumi:dev::bench::${registration.getType()}::${registration.getName()}`);
        return reply;
      },
      registerResourceOutputs: empty,
      signalAndWaitForShutdown: empty,
    }),
  );
  server.addService(
    engineService.EngineService,
    handlers({
      log: empty,
      getRootResource: () => new engineProto.GetRootResourceResponse(),
      setRootResource: () => new engineProto.SetRootResourceResponse(),
    }),
  );
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
  try {
    const runner = locateRunner(request.project.programDirectory);
    if (runner === undefined) throw new Error("@pulumi/pulumi is not installed: run `npm ci`");
    const ended = await runProcess(command(request, runner, `127.0.0.1:${port}`), {
      timeoutSeconds: 600,
      cancel: undefined,
      fail: new AbortController().signal,
    });
    if (ended.exitCode !== 0) throw new Error(`the program failed against the null engine: ${ended.stderr}`);
  } finally {
    server.forceShutdown();
  }
}
