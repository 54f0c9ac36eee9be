import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { sortedJson } from "../../shared/json.ts";
import { PetDatabase, PetWorkload } from "../choices.ts";
import type { ControlPlane } from "../cluster.ts";
import { databaseName, databasePort, databaseUser, petHelpers } from "../names.ts";
import type { ClusterNetwork } from "../network.ts";
import type { Site } from "../site.ts";
import type { PostgresTarget } from "./clients.ts";
import { snapshotName } from "./snapshot-name.ts";

/** How pods reach the database. */
export interface DatabaseAccess {
  /** Undefined with a database that exists: only its secret is known. */
  target?: PostgresTarget;
  /** ARN of the secret that the workshop's services read; undefined with the simulated workload. */
  secretArn?: pulumi.Input<string>;
  /** What must be there before a pod connects, besides what the target is made of. */
  ready: pulumi.Resource[];
}

/** Major version of PostgreSQL; AWS chooses and updates the minor one. */
const engineVersion = "17";

/** What every way to the database has in common. */
const common = { port: databasePort, database: databaseName, user: databaseUser };

/** Arguments of a database that say where it stands. */
interface Placement {
  dbSubnetGroupName: pulumi.Output<string>;
  vpcSecurityGroupIds: pulumi.Output<string>[];
}

/** A database that was made, and what answers there when that comes later than the address. */
interface MadeDatabase {
  host: pulumi.Output<string>;
  ready: pulumi.Resource[];
}

/** Subnets of its own, and a group that lets in nodes and pods only. */
function placeDatabase(site: Site, network: ClusterNetwork, plane: ControlPlane) {
  const { name, component, settings, tags } = site;
  const options = { parent: component };
  const subnets = new aws.rds.SubnetGroup(
    // The last snapshot has its name from this one, so a database of another kind has another.
    `${name}-${settings.database}`,
    { subnetIds: network.dataSubnetIds, tags },
    options,
  );
  const group = new aws.ec2.SecurityGroup(
    `${name}-database`,
    { description: "PostgreSQL from the cluster's nodes and pods", vpcId: network.vpcId, tags },
    options,
  );
  const rule = new aws.vpc.SecurityGroupIngressRule(
    `${name}-database`,
    {
      securityGroupId: group.id,
      referencedSecurityGroupId: plane.securityGroupId,
      ipProtocol: "tcp",
      fromPort: databasePort,
      toPort: databasePort,
      tags,
    },
    options,
  );
  const place: Placement = { dbSubnetGroupName: subnets.name, vpcSecurityGroupIds: [group.id] };
  return { place, rule };
}

/**
 * Name of the last snapshot. Pulumi gives every subnet group a name that no earlier one had, so the snapshot of a second
 * database of this stack does not meet that of the first.
 */
function lastSnapshot({ dbSubnetGroupName }: Placement): pulumi.Output<string> {
  const stack = `${pulumi.getProject()}-${pulumi.getStack()}`;
  return dbSubnetGroupName.apply((group) => snapshotName(`${stack}-${group}-last`));
}

/** What an instance and an Aurora cluster have in common. */
function commonArgs(site: Site, place: Placement) {
  const skip = site.args.database?.skipFinalSnapshot ?? false;
  return {
    ...place,
    masterUsername: databaseUser,
    masterPassword: pulumi.secret(site.args.database?.password ?? ""),
    backupRetentionPeriod: 1,
    storageEncrypted: true,
    skipFinalSnapshot: skip,
    ...(skip ? {} : { finalSnapshotIdentifier: lastSnapshot(place) }),
    tags: site.tags,
  };
}

function createInstance(site: Site, place: Placement): MadeDatabase {
  const { masterUsername, masterPassword, ...shared } = commonArgs(site, place);
  const instance = new aws.rds.Instance(
    `${site.name}-database`,
    {
      ...shared,
      username: masterUsername,
      password: masterPassword,
      engine: "postgres",
      engineVersion,
      instanceClass: site.args.database?.instanceClass ?? "db.t4g.micro",
      allocatedStorage: 20,
      storageType: "gp3",
      dbName: databaseName,
      publiclyAccessible: false,
      autoMinorVersionUpgrade: true,
    },
    { parent: site.component },
  );
  return { host: instance.address, ready: [] };
}

/** A cluster has its address long before the instance that answers there. */
function createAurora(site: Site, place: Placement): MadeDatabase {
  const options = { parent: site.component };
  const cluster = new aws.rds.Cluster(
    `${site.name}-database`,
    { ...commonArgs(site, place), engine: "aurora-postgresql", engineVersion, databaseName },
    options,
  );
  const instance = new aws.rds.ClusterInstance(
    `${site.name}-database`,
    {
      clusterIdentifier: cluster.id,
      engine: "aurora-postgresql",
      instanceClass: site.args.database?.instanceClass ?? "db.t4g.medium",
      publiclyAccessible: false,
      tags: site.tags,
    },
    options,
  );
  return { host: cluster.endpoint, ready: [instance] };
}

/** All that the workshop's services want to know in one secret; one that RDS manages lacks most of it. */
function createSecret(site: Site, target: PostgresTarget) {
  const { name, component, tags } = site;
  const secret = new aws.secretsmanager.Secret(`${name}-database`, { tags }, { parent: component });
  const password = pulumi.secret(site.args.database?.password ?? "");
  const secretString = pulumi.all([target.host, password]).apply(([host, hidden]) =>
    sortedJson({
      dbname: target.database,
      engine: "postgres",
      host,
      password: hidden,
      port: target.port,
      username: target.user,
    }),
  );
  const version = new aws.secretsmanager.SecretVersion(
    `${name}-database`,
    { secretId: secret.id, secretString },
    { parent: component },
  );
  return { secretArn: secret.arn, version };
}

/** A database outside the cluster, with all that leads to it. */
function makeDatabase(site: Site, network: ClusterNetwork, plane: ControlPlane): DatabaseAccess {
  const { database, workload } = site.settings;
  const { place, rule } = placeDatabase(site, network, plane);
  const made = database === PetDatabase.Aurora ? createAurora(site, place) : createInstance(site, place);
  const connection = { sslMode: "require", asksPassword: true } as const;
  const target = { ...common, ...connection, host: made.host };
  const ready = [...made.ready, rule];
  if (workload !== PetWorkload.Full) return { target, ready };
  const { secretArn, version } = createSecret(site, target);
  return { target, secretArn, ready: [...ready, version] };
}

/** The database that the workload uses, made or named, and how to reach it. */
export function createDatabase(site: Site, network: ClusterNetwork, plane: ControlPlane): DatabaseAccess {
  const { database, namespace } = site.settings;
  if (database === PetDatabase.Existing) return { secretArn: site.args.database?.secretArn ?? "", ready: [] };
  if (database !== PetDatabase.InCluster) return makeDatabase(site, network, plane);
  const host = `${petHelpers.database.service ?? ""}.${namespace}.svc.cluster.local`;
  return { target: { ...common, host, sslMode: "disable", asksPassword: false }, ready: [] };
}
