import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { PetCompute, PetWorkload } from "../choices.ts";
import type { ControlPlane } from "../cluster.ts";
import type { ClusterNetwork } from "../network.ts";
import type { Site } from "../site.ts";
import type { AppPlan } from "./apps.ts";
import { createDatabase, passwordSecretName, type DatabaseAccess } from "./database.ts";
import { deployApps, type DeployedApps } from "./deploy.ts";
import { createIdentities } from "./identity.ts";
import { simulatedApps } from "./simulated.ts";
import { createBucket, createPetsTable } from "./stores.ts";

/** What was put into the cluster. */
export interface Workload {
  deployed: DeployedApps;
  /** Where the database is; undefined without one of ours. */
  databaseHost: pulumi.Output<string>;
}

/** What the workload's parts share. */
interface Stage {
  site: Site;
  network: ClusterNetwork;
  plane: ControlPlane;
  ready: pulumi.Resource[];
}

/** With Auto Mode the network plugin has no add-on to tell; it reads this. Source: "Use Network Policies with EKS Auto Mode". */
function enforcePolicies({ site, plane, ready }: Stage): pulumi.Resource[] {
  if (site.settings.compute !== PetCompute.AutoMode) return [];
  const config = new kubernetes.core.v1.ConfigMap(
    `${site.name}-network-policy`,
    {
      metadata: { name: "amazon-vpc-cni", namespace: "kube-system" },
      data: { "enable-network-policy-controller": "true" },
    },
    { parent: site.component, provider: plane.provider, dependsOn: ready },
  );
  return [config];
}

function createSimulated(stage: Stage, database: DatabaseAccess): AppPlan[] {
  const table = createPetsTable(stage.site);
  const bucket = createBucket(stage.site);
  const names = {
    tableName: table.name,
    tableArn: table.arn,
    bucketName: bucket.bucket,
    bucketArn: bucket.arn,
  };
  return simulatedApps(stage.site, { ...names, database });
}

/** The password where a pod can read it: only with a database outside the cluster. */
function createPasswordSecret(stage: Stage, namespace: pulumi.Resource): pulumi.Resource[] {
  const { site, plane } = stage;
  if (!site.settings.dataSubnets) return [];
  const secret = new kubernetes.core.v1.Secret(
    `${site.name}-${passwordSecretName}`,
    {
      metadata: { name: passwordSecretName, namespace: site.settings.namespace },
      stringData: { password: pulumi.secret(site.args.database?.password ?? "") },
    },
    { parent: site.component, provider: plane.provider, dependsOn: [namespace] },
  );
  return [secret];
}

/** Puts the workload into the cluster, once everything that it stands on is there. */
export function createWorkload(
  site: Site,
  network: ClusterNetwork,
  plane: ControlPlane,
  ready: pulumi.Resource[],
): Workload | undefined {
  if (site.settings.workload === PetWorkload.None) return undefined;
  const stage = { site, network, plane, ready };
  const database = createDatabase(site, network, plane);
  const apps = createSimulated(stage, database);
  const identities = createIdentities(site, plane, apps, ready);
  const ranges = { database: network.dataSubnetCidrs, loadBalancer: network.publicSubnetCidrs };
  const before = [...ready, ...identities, ...enforcePolicies(stage)];
  const deployed = deployApps(site, plane, apps, ranges, before, (namespace) =>
    createPasswordSecret(stage, namespace),
  );
  return { deployed, databaseHost: pulumi.output(database.host) };
}
