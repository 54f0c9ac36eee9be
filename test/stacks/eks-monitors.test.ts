import assert from "node:assert/strict";
import { all } from "../support/ec2-site.ts";
import { one } from "../support/deploy.ts";
import {
  buildStaging,
  buildStagingWith,
  clusterArn,
  ec2Arn,
  monitorType,
  passwordKey,
  watched,
} from "../support/eks-stack.ts";
import { password } from "../support/pet-adoption.ts";

describe("monitors of a stack with an EKS cluster", () => {
  it("are one over the cluster where none is named, and none where the list is empty", async () => {
    const byDefault = await buildStaging({ "nfm:monitors": undefined });
    assert.deepEqual(watched(byDefault.registrations), { cluster: [clusterArn] });
    assert.deepEqual(one(byDefault.registrations, monitorType).inputs.localResources, [
      { type: "AWS::EKS::Cluster", identifier: clusterArn },
    ]);
    const empty = await buildStaging({ "nfm:monitors": {} });
    assert.deepEqual(watched(empty.registrations), {});
  });

  it("are over the cluster, its zones, subnets or VPC, all of them or one", async () => {
    const { registrations } = await buildStaging({
      "nfm:monitors": {
        zones: { over: "availabilityZone" },
        zone: { over: "availabilityZone", number: 2 },
        subnets: { over: "subnet" },
        subnet: { over: "subnet", number: 1 },
        vpc: { over: "vpc" },
        region: { over: "region" },
      },
    });
    assert.deepEqual(watched(registrations), {
      zones: ["ap-northeast-1a", "ap-northeast-1c"],
      zone: ["ap-northeast-1c"],
      subnets: [ec2Arn("subnet/subnet-1"), ec2Arn("subnet/subnet-2")],
      subnet: [ec2Arn("subnet/subnet-1")],
      vpc: [ec2Arn("vpc/vpc-1")],
      region: ["ap-northeast-1"],
    });
  });

  it("go to S3, to DynamoDB, or to the subnets of the database", async () => {
    const service = (identifier: string) => [{ type: "AWS::AWSService", identifier }];
    const { registrations } = await buildStagingWith(
      { database: { kind: "rds" } },
      {
        [passwordKey]: password,
        "nfm:monitors": {
          s3: { over: "cluster", remoteResources: service("S3") },
          dynamodb: { over: "cluster", remoteResources: service("DynamoDB") },
          database: { over: "cluster", towards: "databaseSubnets" },
        },
      },
    );
    assert.deepEqual(watched(registrations), {
      s3: [clusterArn, "> S3"],
      dynamodb: [clusterArn, "> DynamoDB"],
      database: [clusterArn, `> ${ec2Arn("subnet/subnet-3")}`, `> ${ec2Arn("subnet/subnet-4")}`],
    });
    const database = all(registrations, monitorType).find(({ name }) => name === "database-monitor");
    const remotes = database?.inputs.remoteResources as { type: string }[];
    assert.deepEqual([...new Set(remotes.map(({ type }) => type))], ["AWS::EC2::Subnet"]);
  });
});
