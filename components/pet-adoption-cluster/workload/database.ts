import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { sortedJson } from "../../shared/json.ts";
import { PetDatabase, PetWorkload } from "../choices.ts";
import type { ControlPlane } from "../cluster.ts";
import { databaseName, databasePort, databaseUser, petHelpers } from "../names.ts";
import type { ClusterNetwork } from "../network.ts";
import type { Site } from "../site.ts";
import type { PostgresTarget } from "./clients.ts";

/** How pods reach the database. */
export interface DatabaseAccess {
  /** Undefined with a database that exists: only its secret is known. */
  target?: PostgresTarget;
  /** ARN of the secret that the workshop's services read; undefined with the simulated workload. */
  secretArn?: pulumi.Input<string>;
}

/** Name of the Kubernetes secret that holds the database's password. */
export const passwordSecretName = "petdatabase";

/** Major version of PostgreSQL; AWS chooses and updates the minor one. */
const engineVersion = "17";

interface Placement {
  dbSubnetGroupName: pulumi.Output<string>;
  vpcSecurityGroupIds: pulumi.Output<string>[];
}

/** Subnets of its own, and a group that lets in nodes and pods only. */
function placeDatabase(site: Site, network: ClusterNetwork, plane: ControlPlane): Placement {
  const { name, component, tags } = site;
  const options = { parent: component };
  const subnets = new aws.rds.SubnetGroup(
    `${name}-database`,
    { subnetIds: network.dataSubnetIds, tags },
    options,
  );
  const group = new aws.ec2.SecurityGroup(
    `${name}-database`,
    { description: "PostgreSQL from the cluster's nodes and pods", vpcId: network.vpcId, tags },
    options,
  );
  new aws.vpc.SecurityGroupIngressRule(
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
  return { dbSubnetGroupName: subnets.name, vpcSecurityGroupIds: [group.id] };
}

/** What an instance and an Aurora cluster have in common. */
function commonArgs(site: Site) {
  const skip = site.args.database?.skipFinalSnapshot ?? false;
  return {
    masterUsername: databaseUser,
    masterPassword: pulumi.secret(site.args.database?.password ?? ""),
    backupRetentionPeriod: 1,
    storageEncrypted: true,
    skipFinalSnapshot: skip,
    ...(skip
      ? {}
      : { finalSnapshotIdentifier: `${pulumi.getProject()}-${pulumi.getStack()}-${site.name}-last` }),
    tags: site.tags,
  };
}

function createInstance(site: Site, place: Placement): pulumi.Output<string> {
  const { masterUsername, masterPassword, ...common } = commonArgs(site);
  const instance = new aws.rds.Instance(
    `${site.name}-database`,
    {
      ...common,
      ...place,
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
  return instance.address;
}

function createAurora(site: Site, place: Placement): pulumi.Output<string> {
  const options = { parent: site.component };
  const cluster = new aws.rds.Cluster(
    `${site.name}-database`,
    { ...commonArgs(site), ...place, engine: "aurora-postgresql", engineVersion, databaseName },
    options,
  );
  new aws.rds.ClusterInstance(
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
  return cluster.endpoint;
}

/** All that the workshop's services want to know in one secret; one that RDS manages lacks most of it. */
function createSecret(site: Site, target: PostgresTarget): pulumi.Output<string> {
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
  new aws.secretsmanager.SecretVersion(
    `${name}-database`,
    { secretId: secret.id, secretString },
    { parent: component },
  );
  return secret.arn;
}

/** The database that the workload uses, made or named, and how to reach it. */
export function createDatabase(site: Site, network: ClusterNetwork, plane: ControlPlane): DatabaseAccess {
  const { database, namespace, workload } = site.settings;
  const common = { port: databasePort, database: databaseName, user: databaseUser };
  if (database === PetDatabase.Existing) return { secretArn: site.args.database?.secretArn ?? "" };
  if (database === PetDatabase.InCluster) {
    const host = `${petHelpers.database.service ?? ""}.${namespace}.svc.cluster.local`;
    return { target: { ...common, host, sslMode: "disable" } };
  }
  const place = placeDatabase(site, network, plane);
  const host = database === PetDatabase.Aurora ? createAurora(site, place) : createInstance(site, place);
  const target = { ...common, host, sslMode: "require", passwordSecret: passwordSecretName } as const;
  return workload === PetWorkload.Full ? { target, secretArn: createSecret(site, target) } : { target };
}
