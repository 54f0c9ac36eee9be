import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Values } from "../../engine/values.ts";
import type { PetAdoptionClusterArgs } from "../../components/pet-adoption-cluster/index.ts";
import { pauseSeconds } from "../../components/pet-adoption-cluster/workload/clients.ts";
import { one, type Registration } from "../support/deploy.ts";
import { defaultPets, deployPets } from "../support/pet-adoption.ts";

const deploymentType = "kubernetes:apps/v1:Deployment";

const deploymentsOf = (registrations: Registration[]) =>
  registrations.filter((each) => each.type === deploymentType);
const podOf = (each: Registration) => ((each.inputs.spec as Values).template as Values).spec as Values;
const containersOf = (each: Registration) => podOf(each).containers as Values[];

async function pods(args: PetAdoptionClusterArgs = {}): Promise<Registration[]> {
  const { registrations } = Object.keys(args).length === 0 ? await defaultPets() : await deployPets(args);
  return deploymentsOf(registrations);
}

function envOf(container: Values): Record<string, unknown> {
  return Object.fromEntries((container.env as Values[]).map((each) => [each.name as string, each.value]));
}

describe("PetAdoptionCluster's pods", () => {
  it("are all that Pod Security `restricted` admits, or the namespace refuses them", async () => {
    const { registrations } = await deployPets({ version: "1.34" });
    const namespace = one(registrations, "kubernetes:core/v1:Namespace");
    const { labels } = namespace.inputs.metadata as Values;
    assert.equal((labels as Values)["pod-security.kubernetes.io/enforce"], "restricted");
    assert.equal((labels as Values)["pod-security.kubernetes.io/enforce-version"], "v1.34");
    for (const deployment of deploymentsOf(registrations)) {
      const pod = podOf(deployment);
      for (const key of ["hostNetwork", "hostPID", "hostIPC", "initContainers"])
        assert.equal(pod[key], undefined);
      const volumes = (pod.volumes as Values[]).map(
        (volume) => Object.keys(volume).filter((key) => key !== "name")[0],
      );
      assert.ok(
        volumes.every((kind) => kind === "emptyDir" || kind === "configMap"),
        volumes.join(),
      );
      for (const container of containersOf(deployment)) {
        const { runAsUser, ...context } = container.securityContext as Values;
        assert.ok(typeof runAsUser === "number" && runAsUser > 0, container.name as string);
        assert.deepEqual(context, {
          allowPrivilegeEscalation: false,
          capabilities: { drop: ["ALL"] },
          readOnlyRootFilesystem: true,
          runAsGroup: runAsUser,
          runAsNonRoot: true,
          seccompProfile: { type: "RuntimeDefault" },
        });
      }
    }
  });

  it("can write /tmp, have their home in it, and share no directory between containers", async () => {
    for (const deployment of await pods()) {
      const empty = (podOf(deployment).volumes as Values[]).filter((volume) => volume.emptyDir !== undefined);
      const names = empty.map((volume) => volume.name);
      const mounted = containersOf(deployment).flatMap((container) => {
        const mounts = (container.volumeMounts as Values[]).filter((mount) => mount.readOnly !== true);
        assert.ok(
          mounts.some((mount) => mount.mountPath === "/tmp"),
          container.name as string,
        );
        assert.equal(envOf(container).HOME, "/tmp");
        return mounts.map((mount) => mount.name);
      });
      assert.deepEqual(mounted.toSorted(), names.toSorted());
      assert.equal(new Set(mounted).size, mounted.length);
    }
  });

  it("say what they need and how they are, and get no token for the Kubernetes API", async () => {
    for (const deployment of await pods()) {
      assert.equal(podOf(deployment).automountServiceAccountToken, false);
      for (const container of containersOf(deployment)) {
        const { requests, limits } = container.resources as Record<string, Values>;
        assert.deepEqual(Object.keys(requests!).sort(), ["cpu", "memory"]);
        assert.deepEqual(Object.keys(limits!), ["memory"]);
        assert.ok(container.livenessProbe !== undefined, container.name as string);
        assert.equal(
          container.readinessProbe !== undefined,
          container.ports !== undefined,
          container.name as string,
        );
      }
    }
  });

  it("listen on 8080 behind a Service on 80, and answer /health/status", async () => {
    const { registrations } = await defaultPets();
    for (const app of ["petsite", "petsearch", "payforadoption", "petlistadoptions", "petfood"]) {
      const [web] = containersOf(one(registrations, deploymentType, `pets-${app}`));
      assert.deepEqual(web!.ports, [{ containerPort: 8080, protocol: "TCP" }]);
      assert.deepEqual((web!.readinessProbe as Values).httpGet, { path: "/health/status", port: 8080 });
      const service = one(registrations, "kubernetes:core/v1:Service", `pets-${app}`).inputs;
      const spec = service.spec as Values;
      assert.deepEqual(spec.ports, [{ name: "tcp", port: 80, protocol: "TCP", targetPort: 8080 }]);
      assert.equal(spec.type, "ClusterIP");
    }
    const names = (type: string, app: string) =>
      (one(registrations, type, `pets-${app}`).inputs.metadata as Values).name;
    assert.equal(names(deploymentType, "petsite"), "petsite-frontend-dotnet");
    assert.equal(names("kubernetes:core/v1:Service", "petsite"), "service-petsite");
    assert.equal(names("kubernetes:core/v1:ServiceAccount", "petsite"), "petsite-sa");
  });

  it("spread over zones, but never wait for a node that is being drained", async () => {
    for (const deployment of await pods()) {
      const [spread] = podOf(deployment).topologySpreadConstraints as Values[];
      assert.equal(spread!.topologyKey, "topology.kubernetes.io/zone");
      assert.equal(spread!.whenUnsatisfiable, "DoNotSchedule");
      assert.equal(spread!.nodeTaintsPolicy, "Honor");
      const { matchLabels } = (deployment.inputs.spec as Values).selector as Values;
      assert.deepEqual((spread!.labelSelector as Values).matchLabels, matchLabels);
    }
  });

  it("may always be evicted one at a time, so no budget blocks a drain", async () => {
    const { registrations } = await defaultPets();
    const budgets = registrations.filter((each) => each.inputs.kind === "PodDisruptionBudget");
    assert.equal(budgets.length, 5);
    for (const { inputs, name } of budgets) {
      const spec = inputs.spec as Values;
      assert.deepEqual([spec.maxUnavailable, spec.minAvailable], [1, undefined]);
      assert.equal(spec.unhealthyPodEvictionPolicy, "AlwaysAllow");
      const replicas = (one(registrations, deploymentType, name).inputs.spec as Values).replicas as number;
      assert.ok(replicas > 1, name);
    }
  });

  it("take the images of the registry that stands for the public one", async () => {
    for (const [registry, args] of [
      ["public.ecr.aws", {}],
      ["mirror.example/pets", { imageRegistry: "mirror.example/pets" }],
    ] as const) {
      const used = (await pods(args)).flatMap((each) =>
        containersOf(each).map((container) => container.image),
      );
      assert.deepEqual([...new Set(used)].sort(), [
        `${registry}/aws-cli/aws-cli:2.32.9`,
        `${registry}/docker/library/busybox:1.37.0`,
        `${registry}/docker/library/postgres:17.6-alpine`,
        `${registry}/nginx/nginx-unprivileged:1.29-alpine`,
      ]);
    }
  });

  it("start anew when their configuration changes, and only then", async () => {
    const hashes = async (args: PetAdoptionClusterArgs) =>
      (await pods(args)).map((each) => ((each.inputs.spec as Values).template as Values).metadata);
    assert.deepEqual(await hashes({}), await hashes({ loadRoundsPerMinute: 9 }));
    assert.notDeepEqual(await hashes({}), await hashes({ namespace: "other" }));
  });
});

describe("PetAdoptionCluster's traffic", () => {
  it("keeps the pause that the rate asks for, and starts the AWS CLI no more than four times a minute", () => {
    assert.deepEqual(
      [0, 1, 3, 7, 60].map((rate) => pauseSeconds(rate)),
      [0, 60, 20, 9, 1],
    );
    assert.deepEqual(
      [0, 1, 60].map((rate) => pauseSeconds(rate, 15)),
      [0, 60, 15],
    );
  });

  it("has the fastest rate in every container that it suits, and 15 seconds between two starts of the AWS CLI", async () => {
    const containers = (await pods({ loadRoundsPerMinute: 60 })).flatMap(containersOf);
    const pauses = containers
      .map((container) => [container.name as string, envOf(container).PAUSE_SECONDS])
      .filter(([, pause]) => pause !== undefined);
    assert.deepEqual(pauses.toSorted(), [
      ["dynamodb-client", "15"],
      ["dynamodb-client", "15"],
      ["dynamodb-client", "15"],
      ["postgres-client", "1"],
      ["postgres-client", "1"],
      ["s3-client", "15"],
      ["ssm-client", "15"],
      ["traffic", "1"],
    ]);
  });

  it("stops everywhere with rate 0", async () => {
    const containers = (await pods({ loadRoundsPerMinute: 0 })).flatMap(containersOf);
    const pauses = containers
      .map((container) => envOf(container).PAUSE_SECONDS)
      .filter((pause) => pause !== undefined);
    assert.equal(pauses.length, 8);
    assert.deepEqual(new Set(pauses), new Set(["0"]));
  });

  it("is written in shell that a shell accepts", async () => {
    const commands = (await pods())
      .flatMap(containersOf)
      .map((container) => container.command as string[] | undefined);
    const scripts = commands.flatMap((command) => (command?.[0] === "/bin/sh" ? [command[2]!] : []));
    assert.equal(scripts.length, 8);
    for (const script of scripts) assert.equal(spawnSync("/bin/sh", ["-n", "-c", script]).status, 0, script);
  });

  it("really visits every page, goes on after a failure, says so, and ends when it is told to", async () => {
    const traffic = (await pods()).find((each) => each.name === "pets-trafficgenerator")!;
    const [container] = containersOf(traffic);
    const folder = mkdtempSync(path.join(tmpdir(), "pets-"));
    writeFileSync(
      path.join(folder, "wget"),
      `#!/bin/sh\nfor last; do :; done\necho "$last" >> ${folder}/visited\n[ "\${last%Food}" = "$last" ]\n`,
    );
    chmodSync(path.join(folder, "wget"), 0o755);
    const script = (container!.command as string[])[2]!.replaceAll("/tmp/", `${folder}/`);
    const env = {
      ...envOf(container!),
      PAUSE_SECONDS: "1",
      PATH: `${folder}:${process.env.PATH ?? ""}`,
    } as NodeJS.ProcessEnv;
    const child = spawn("/bin/sh", ["-c", script], { env });
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
    await new Promise((resolve) => setTimeout(resolve, 1600));
    child.kill("SIGTERM");
    const code = await new Promise((resolve) => child.on("exit", resolve));
    const visited = readFileSync(path.join(folder, "visited"), "utf8").trim().split("\n");
    assert.match(readFileSync(path.join(folder, "heartbeat"), "utf8"), /^\d+\n$/);
    rmSync(folder, { recursive: true });
    const site = "http://service-petsite.petsite.svc.cluster.local";
    const round = ["/", "/Payment/MakePayment", "/PetListAdoptions", "/PetFood"].map((page) => site + page);
    assert.deepEqual(visited, [...round, ...round]);
    assert.match(said, /the call failed and is tried again/);
    assert.equal(code, 0);
  });
});
