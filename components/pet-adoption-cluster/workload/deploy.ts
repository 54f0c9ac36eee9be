import { createHash } from "node:crypto";
import type * as kubernetes from "@pulumi/kubernetes";
// Group by group: the whole package costs a plan time that nothing here needs.
import * as apps from "@pulumi/kubernetes/apps/v1/index.js";
import * as batch from "@pulumi/kubernetes/batch/v1/index.js";
import * as core from "@pulumi/kubernetes/core/v1/index.js";
import * as networking from "@pulumi/kubernetes/networking/v1/index.js";
import * as policy from "@pulumi/kubernetes/policy/v1/index.js";
import type * as pulumi from "@pulumi/pulumi";
import type { ControlPlane } from "../cluster.ts";
import { ingressNodePort, petServices } from "../names.ts";
import type { Site } from "../site.ts";
import type { AppPlan } from "./apps.ts";
import { podTemplate, zoneSpread, type Placement } from "./pods.ts";
import { networkPolicies, type PolicyRanges } from "./policies.ts";

/** How the workload's Kubernetes resources are made. */
interface Target {
  site: Site;
  namespace: string;
  /** Name of the secret that pods read, once it is made. */
  secretName?: pulumi.Output<string>;
  options(...dependsOn: pulumi.Resource[]): pulumi.CustomResourceOptions;
}

function createNamespace(target: Target, before: pulumi.Resource[]): kubernetes.core.v1.Namespace {
  const { site, namespace } = target;
  const level = { enforce: "restricted", audit: "restricted", warn: "restricted" };
  const labels = Object.entries(level).flatMap(([mode, value]) => [
    [`pod-security.kubernetes.io/${mode}`, value],
    [`pod-security.kubernetes.io/${mode}-version`, `v${site.settings.version}`],
  ]);
  return new core.Namespace(
    `${site.name}-${namespace}`,
    { metadata: { name: namespace, labels: Object.fromEntries(labels) as Record<string, string> } },
    target.options(...before),
  );
}

function createPolicies(target: Target, known: PolicyRanges, after: pulumi.Resource): pulumi.Resource[] {
  const policies = networkPolicies(target.site.settings.edges, known);
  return Object.entries(policies).map(
    ([name, spec]) =>
      new networking.NetworkPolicy(
        `${target.site.name}-${name}`,
        { metadata: { name, namespace: target.namespace }, spec },
        target.options(after),
      ),
  );
}

/** A Service does not wait for pods: nginx starts only when the names that it calls exist, so Services come first. */
function createService(
  target: Target,
  app: AppPlan,
  after: pulumi.Resource,
): kubernetes.core.v1.Service | undefined {
  const { names, service } = app;
  if (service === undefined || names.service === undefined) return undefined;
  const outside = target.site.args.ingress !== undefined && names.app === petServices.petsite.app;
  const nodePort = outside ? { nodePort: ingressNodePort } : {};
  const ports = [
    { name: "tcp", protocol: "TCP", port: service.port, targetPort: service.targetPort, ...nodePort },
  ];
  return new core.Service(
    `${target.site.name}-${names.app}`,
    {
      metadata: {
        name: names.service,
        namespace: target.namespace,
        annotations: { "pulumi.com/skipAwait": "true" },
      },
      spec: {
        selector: { app: names.app },
        ports,
        // The load balancer reaches the nodes; only those with a pod answer, so no hop hides who calls.
        ...(outside ? { type: "NodePort", externalTrafficPolicy: "Local" } : { type: "ClusterIP" }),
      },
    },
    {
      ...target.options(after),
      // In another namespace it is another Service, and two cannot have one port of the nodes.
      ...(outside ? { deleteBeforeReplace: true } : {}),
    },
  );
}

function createConfig(target: Target, app: AppPlan, after: pulumi.Resource): pulumi.Resource[] {
  if (app.config === undefined) return [];
  const metadata = { name: app.names.app, namespace: target.namespace };
  const name = `${target.site.name}-${app.names.app}`;
  return [new core.ConfigMap(name, { metadata, data: app.config }, target.options(after))];
}

function createServiceAccount(target: Target, app: AppPlan, after: pulumi.Resource): pulumi.Resource {
  return new core.ServiceAccount(
    `${target.site.name}-${app.names.app}`,
    {
      metadata: { name: app.names.serviceAccount, namespace: target.namespace },
      automountServiceAccountToken: false,
    },
    target.options(after),
  );
}

function templateOf(
  { secretName }: Target,
  { names, containers, config }: AppPlan,
  placement: Placement,
): kubernetes.types.input.core.v1.PodTemplateSpec {
  const pod = {
    app: names.app,
    serviceAccount: names.serviceAccount,
    containers,
    ...(secretName !== undefined && { secretName }),
  };
  if (config === undefined) return podTemplate(pod, placement);
  const configHash = createHash("sha256").update(JSON.stringify(config)).digest("hex").slice(0, 16);
  return podTemplate({ ...pod, configHash }, placement);
}

function metadataOf(target: Target, app: AppPlan): kubernetes.types.input.meta.v1.ObjectMeta {
  return { name: app.names.deployment, namespace: target.namespace, labels: { app: app.names.app } };
}

function createDeployment(target: Target, app: AppPlan, before: pulumi.Resource[]): pulumi.Resource {
  return new apps.Deployment(
    `${target.site.name}-${app.names.app}`,
    {
      metadata: metadataOf(target, app),
      spec: {
        replicas: app.replicas,
        revisionHistoryLimit: 2,
        selector: { matchLabels: { app: app.names.app } },
        template: templateOf(target, app, { topologySpreadConstraints: [zoneSpread(app.names.app)] }),
      },
    },
    target.options(...before),
  );
}

function createJob(target: Target, app: AppPlan, before: pulumi.Resource[]): pulumi.Resource {
  return new batch.Job(
    `${target.site.name}-${app.names.app}`,
    {
      metadata: metadataOf(target, app),
      spec: { backoffLimit: 6, template: templateOf(target, app, { restartPolicy: "OnFailure" }) },
    },
    target.options(...before),
  );
}

/** One pod may always go, a broken one at any time, so no drain waits for this. A single pod needs no budget. */
function createBudget(target: Target, app: AppPlan, after: pulumi.Resource): void {
  if (app.replicas < 2) return;
  new policy.PodDisruptionBudget(
    `${target.site.name}-${app.names.app}`,
    {
      metadata: { name: app.names.app, namespace: target.namespace },
      spec: {
        maxUnavailable: 1,
        selector: { matchLabels: { app: app.names.app } },
        unhealthyPodEvictionPolicy: "AlwaysAllow",
      },
    },
    target.options(after),
  );
}

/** What the workload is made of, and what it waits for. */
export interface Deployable {
  apps: AppPlan[];
  ranges: PolicyRanges;
  /** What must be there before the namespace. */
  before: pulumi.Resource[];
  /** What the pods of one app wait for besides. */
  beforeApp: (app: AppPlan) => pulumi.Resource[];
  /** Makes the secret that pods read, if any does, in the namespace. */
  createSecret: (namespace: pulumi.Resource) => kubernetes.core.v1.Secret | undefined;
}

/**
 * The workload's Kubernetes resources: first the namespace, then policies, accounts, Services and configuration, and
 * only then the pods, which find all of it in place. A destroy goes the other way.
 */
export function deployApps(site: Site, plane: ControlPlane, what: Deployable): void {
  const { apps, before, beforeApp, createSecret, ranges } = what;
  const bare: Target = {
    site,
    namespace: site.settings.namespace,
    options: (...dependsOn) => ({ parent: site.component, provider: plane.provider, dependsOn }),
  };
  const namespace = createNamespace(bare, before);
  const secret = createSecret(namespace);
  const target: Target = secret === undefined ? bare : { ...bare, secretName: secret.metadata.name };
  const policies = createPolicies(target, ranges, namespace);
  const services = apps.flatMap((app) => createService(target, app, namespace) ?? []);
  const shared = [...policies, ...(secret === undefined ? [] : [secret]), ...services];
  const own = (app: AppPlan) => [
    createServiceAccount(target, app, namespace),
    ...createConfig(target, app, namespace),
    ...beforeApp(app),
  ];
  const jobs = apps
    .filter((app) => app.kind === "job")
    .map((app) => createJob(target, app, [...shared, ...own(app)]));
  for (const app of apps.filter((each) => each.kind !== "job")) {
    createDeployment(target, app, [...shared, ...jobs, ...own(app)]);
    createBudget(target, app, namespace);
  }
}
