import type * as kubernetes from "@pulumi/kubernetes";
// Group by group: the whole package costs a plan time that nothing here needs.
import * as core from "@pulumi/kubernetes/core/v1/index.js";
import * as pulumi from "@pulumi/pulumi";
import { PetCompute, PetDatabase, PetWorkload } from "../choices.ts";
import type { ControlPlane } from "../cluster.ts";
import { EdgeTarget } from "../edges.ts";
import { petHelpers } from "../names.ts";
import type { ClusterNetwork } from "../network.ts";
import type { Site } from "../site.ts";
import type { AppPlan } from "./apps.ts";
import { createDatabase, type DatabaseAccess } from "./database.ts";
import { deployApps } from "./deploy.ts";
import { createFullStores } from "./full-stores.ts";
import { fullApps } from "./full.ts";
import { createIdentities } from "./identity.ts";
import { createParameters } from "./parameters.ts";
import { schemaJob } from "./schema.ts";
import { simulatedApps } from "./simulated.ts";
import { createBucket, createPetsTable } from "./stores.ts";
import { createUpdater } from "./updater.ts";

/** What the workload's parts share. */
interface Stage {
  site: Site;
  network: ClusterNetwork;
  plane: ControlPlane;
}

/**
 * With Auto Mode the network plugin has no add-on to tell; it reads this.
 * Source: Amazon EKS User Guide, "Use Network Policies with EKS Auto Mode".
 */
function enforcePolicies({ site, plane }: Stage): pulumi.Resource[] {
  if (site.settings.compute !== PetCompute.AutoMode) return [];
  const config = new core.ConfigMap(
    `${site.name}-network-policy`,
    {
      metadata: { name: "amazon-vpc-cni", namespace: "kube-system" },
      data: { "enable-network-policy-controller": "true" },
    },
    { parent: site.component, provider: plane.provider },
  );
  return [config];
}

function createSimulated({ site }: Stage, { target }: DatabaseAccess): AppPlan[] {
  if (target === undefined) return [];
  const table = createPetsTable(site);
  const bucket = createBucket(site);
  const names = {
    tableName: table.name,
    tableArn: table.arn,
    bucketName: bucket.bucket,
    bucketArn: bucket.arn,
  };
  return simulatedApps(site, { ...names, database: target });
}

function createFull({ site, network }: Stage, { target, secretArn = "" }: DatabaseAccess): AppPlan[] {
  const stores = createFullStores(site);
  const updaterUrl = site.args.statusUpdaterUrl ?? createUpdater(site, network, stores.pets);
  const parameters = createParameters(site, {
    petsTable: stores.pets.name,
    foodsTable: stores.foods.name,
    cartsTable: stores.carts.name,
    bucketName: stores.bucket.bucket,
    imagesUrl: pulumi.interpolate`https://${stores.bucket.bucketRegionalDomainName}`,
    secretArn,
    queueUrl: stores.queue.url,
    eventBusName: stores.bus.name,
    updaterUrl,
  });
  const schema = target === undefined ? [] : [schemaJob(target, site.settings.imageRegistry)];
  return [...schema, ...fullApps(site, { stores, parameters, secretArn })];
}

/**
 * The password where a pod can read it: only with a database that we made outside the cluster. Pulumi names it, so that
 * another password comes as another secret, and the pods, which read it when they start, start anew.
 */
function createPasswordSecret(
  { site, plane }: Stage,
  namespace: pulumi.Resource,
): kubernetes.core.v1.Secret | undefined {
  if (!site.settings.dataSubnets) return undefined;
  return new core.Secret(
    `${site.name}-${petHelpers.database.app}`,
    {
      metadata: { namespace: site.settings.namespace },
      stringData: { password: pulumi.secret(site.args.database?.password ?? "") },
    },
    { parent: site.component, provider: plane.provider, dependsOn: [namespace] },
  );
}

/** Where the database is: what is given says so of one that exists, and of no other. */
function databaseRanges({ args, settings }: Site, network: ClusterNetwork): pulumi.Input<string>[] {
  if (settings.database !== PetDatabase.Existing) return network.dataSubnetCidrs;
  return args.database?.cidrs ?? [];
}

/** Apps that connect to a database outside the cluster. */
function databaseClients({ settings }: Site): Set<string> {
  const edges = settings.edges.filter((edge) => edge.target === EdgeTarget.Database);
  return new Set(edges.map((edge) => edge.from));
}

/** Puts the workload into the cluster, once everything that it stands on is there. */
export function createWorkload(
  site: Site,
  network: ClusterNetwork,
  plane: ControlPlane,
  ready: pulumi.Resource[],
): void {
  if (site.settings.workload === PetWorkload.None) return;
  const stage = { site, network, plane };
  const database = createDatabase(site, network, plane);
  const apps =
    site.settings.workload === PetWorkload.Full
      ? createFull(stage, database)
      : createSimulated(stage, database);
  const identities = createIdentities(site, plane, apps, ready);
  const clients = databaseClients(site);
  deployApps(site, plane, {
    apps,
    ranges: { database: databaseRanges(site, network), loadBalancer: network.publicSubnetCidrs },
    // The identities wait for all that the workload stands on.
    before: [...identities, ...enforcePolicies(stage)],
    beforeApp: ({ names }) => (clients.has(names.app) ? database.ready : []),
    createSecret: (namespace) => createPasswordSecret(stage, namespace),
  });
}
