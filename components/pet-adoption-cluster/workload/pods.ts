import type * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

type Container = kubernetes.types.input.core.v1.Container;
type PodTemplate = kubernetes.types.input.core.v1.PodTemplateSpec;
type Probe = kubernetes.types.input.core.v1.Probe;

/** The directory inside every container that it may write, and its home. */
export const scratch = "/tmp";

/** One container of a pod, as far as ours differ. */
export interface PetContainer {
  name: string;
  image: string;
  /** Numeric user and group. */
  user: number;
  command?: string[];
  env?: Record<string, pulumi.Input<string>>;
  /** Environment that comes from keys of the pod's Kubernetes secret. */
  secretEnv?: Record<string, string>;
  /** Port that it listens on. */
  port?: number;
  readiness?: Probe;
  /** Absent only where the container ends by itself. */
  liveness?: Probe;
  cpu: string;
  memory: string;
  memoryLimit: string;
  /** Directories that it may write besides `scratch`. */
  writable?: string[];
  /** Name of a ConfigMap, and where it is mounted. */
  config?: { name: string; path: string };
}

/** A pod: its app, who it is, and its containers. */
export interface PetPod {
  app: string;
  serviceAccount: string;
  containers: PetContainer[];
  /** Name of the Kubernetes secret that its containers read. */
  secretName?: pulumi.Input<string>;
  /** Changes when the pod's configuration does, so that new pods read it. */
  configHash?: string;
}

/** Names of volumes: a container's own, so that two in one pod share nothing. */
function volumeName(container: PetContainer, path: string): string {
  return `${container.name}${path.replaceAll("/", "-")}`;
}

function writablePaths(container: PetContainer): string[] {
  return [scratch, ...(container.writable ?? [])];
}

function envOf(container: PetContainer, { secretName }: PetPod): Container["env"] {
  const plain = { HOME: scratch, ...container.env };
  const fromSecrets = Object.entries(container.secretEnv ?? {}).map(([name, key]) => ({
    name,
    valueFrom: { secretKeyRef: { name: secretName, key } },
  }));
  return [...Object.entries(plain).map(([name, value]) => ({ name, value })), ...fromSecrets];
}

function mountsOf(container: PetContainer): Container["volumeMounts"] {
  const mounts = writablePaths(container).map((path) => ({
    name: volumeName(container, path),
    mountPath: path,
  }));
  const { config } = container;
  if (config === undefined) return mounts;
  return [...mounts, { name: config.name, mountPath: config.path, readOnly: true }];
}

/** A container that Pod Security's `restricted` admits, with a root filesystem that it cannot write. */
function containerSpec(container: PetContainer, pod: PetPod): Container {
  return {
    name: container.name,
    image: container.image,
    imagePullPolicy: "IfNotPresent",
    ...(container.command === undefined ? {} : { command: container.command }),
    env: envOf(container, pod),
    ...(container.port === undefined ? {} : { ports: [{ containerPort: container.port, protocol: "TCP" }] }),
    ...(container.readiness === undefined ? {} : { readinessProbe: container.readiness }),
    ...(container.liveness === undefined ? {} : { livenessProbe: container.liveness }),
    resources: {
      requests: { cpu: container.cpu, memory: container.memory },
      limits: { memory: container.memoryLimit },
    },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"] },
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
      runAsUser: container.user,
      runAsGroup: container.user,
      seccompProfile: { type: "RuntimeDefault" },
    },
    volumeMounts: mountsOf(container),
  };
}

/** What differs between the pods of a Deployment and of a Job. */
export type Placement = Pick<
  kubernetes.types.input.core.v1.PodSpec,
  "topologySpreadConstraints" | "restartPolicy"
>;

/** The template of a pod. It gets no token for the Kubernetes API; Pod Identity brings its own. */
export function podTemplate(pod: PetPod, placement: Placement): PodTemplate {
  const labels = { app: pod.app };
  const scratch = pod.containers.flatMap((container) =>
    writablePaths(container).map((path) => ({ name: volumeName(container, path), emptyDir: {} })),
  );
  const configs = pod.containers.flatMap(({ config }) =>
    config === undefined ? [] : [{ name: config.name, configMap: { name: config.name } }],
  );
  return {
    metadata: {
      labels,
      ...(pod.configHash === undefined ? {} : { annotations: { "pets/config": pod.configHash } }),
    },
    spec: {
      serviceAccountName: pod.serviceAccount,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
      terminationGracePeriodSeconds: 10,
      ...placement,
      containers: pod.containers.map((container) => containerSpec(container, pod)),
      volumes: [...scratch, ...configs],
    },
  };
}

/**
 * As many pods in each zone, counted among the pods of one rollout. A node that is being drained is no place to wait
 * for, so a drain never hangs on it.
 */
export const zoneSpread = (app: string): kubernetes.types.input.core.v1.TopologySpreadConstraint => ({
  labelSelector: { matchLabels: { app } },
  matchLabelKeys: ["pod-template-hash"],
  maxSkew: 1,
  nodeTaintsPolicy: "Honor",
  topologyKey: "topology.kubernetes.io/zone",
  whenUnsatisfiable: "DoNotSchedule",
});
