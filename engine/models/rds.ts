import { arn, chosen, declare, learned, same } from "./declare.ts";
import type { ResourceModel } from "./model.ts";

const cites = ["data-store-arn-forms"];
const portOf = (engine: unknown) => (typeof engine === "string" && engine.includes("mysql") ? 3306 : 5432);

/** Databases: clusters, their instances, single instances, and the subnets that they may stand in. */
export const rdsModels: ResourceModel[] = [
  declare({
    type: "aws:rds/subnetGroup:SubnetGroup",
    cites,
    autoName: { property: "name", maxLength: 255, prefixProperty: "namePrefix", lowerCase: true },
    id: same("name"),
    outputs: { arn: arn("rds", (f) => `subgrp:${f.text("name")}`) },
  }),
  declare({
    type: "aws:rds/cluster:Cluster",
    cites,
    autoName: {
      property: "clusterIdentifier",
      maxLength: 63,
      prefixProperty: "clusterIdentifierPrefix",
      lowerCase: true,
    },
    id: same("clusterIdentifier"),
    outputs: {
      arn: arn("rds", (f) => `cluster:${f.text("clusterIdentifier")}`),
      endpoint: chosen(
        (f) => `${f.text("clusterIdentifier")}.cluster-${f.token.slice(0, 12)}.${f.region}.rds.amazonaws.com`,
      ),
      readerEndpoint: chosen(
        (f) =>
          `${f.text("clusterIdentifier")}.cluster-ro-${f.token.slice(0, 12)}.${f.region}.rds.amazonaws.com`,
      ),
      port: learned((resource) => portOf(resource.inputs.engine)),
    },
  }),
  declare({
    type: "aws:rds/clusterInstance:ClusterInstance",
    cites,
    autoName: { property: "identifier", maxLength: 63, prefixProperty: "identifierPrefix", lowerCase: true },
    id: same("identifier"),
    outputs: {
      arn: arn("rds", (f) => `db:${f.text("identifier")}`),
      endpoint: chosen(
        (f) => `${f.text("identifier")}.${f.token.slice(0, 12)}.${f.region}.rds.amazonaws.com`,
      ),
    },
  }),
  declare({
    type: "aws:rds/instance:Instance",
    cites,
    autoName: { property: "identifier", maxLength: 63, prefixProperty: "identifierPrefix", lowerCase: true },
    id: chosen((f) => `db-${f.token.toUpperCase()}`),
    outputs: {
      arn: arn("rds", (f) => `db:${f.text("identifier")}`),
      address: chosen((f) => `${f.text("identifier")}.${f.token.slice(0, 12)}.${f.region}.rds.amazonaws.com`),
      port: learned((resource) => portOf(resource.inputs.engine)),
    },
  }),
];
