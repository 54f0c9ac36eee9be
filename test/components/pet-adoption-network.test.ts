import assert from "node:assert/strict";
import { Vpc } from "@pulumi/awsx/ec2/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { PetAdoptionCluster } from "../../components/pet-adoption-cluster/index.ts";
import { deploy, one } from "../support/deploy.ts";
import { apiCidrs, deployPets, existingVpc, petAnswers, waitsFor } from "../support/pet-adoption.ts";

const clusterType = "eks:index:Cluster";
const vpcType = "awsx:ec2:Vpc";
const groupType = "eks:index:ManagedNodeGroup";
const endpointType = "aws:ec2/vpcEndpoint:VpcEndpoint";
const none = { workload: "none" } as const;

describe("PetAdoptionCluster's network", () => {
  for (const mode of ["preview", "update"] as const) {
    it(`has three kinds of subnets in two zones, one NAT, and gateway endpoints of its own (${mode})`, async () => {
      const { registrations } = await deployPets(none, mode);
      const { inputs } = one(registrations, vpcType);
      assert.deepEqual(inputs, {
        cidrBlock: "10.0.0.0/16",
        enableDnsHostnames: true,
        enableDnsSupport: true,
        natGateways: { strategy: "Single" },
        numberOfAvailabilityZones: 2,
        subnetSpecs: [
          { type: "Public", cidrMask: 24, tags: { "kubernetes.io/role/elb": "1" } },
          { type: "Private", cidrMask: 24, tags: { "kubernetes.io/role/internal-elb": "1" } },
          { type: "Isolated", cidrMask: 24 },
        ],
        subnetStrategy: "Auto",
      });
      const endpoints = registrations.filter((each) => each.type === endpointType);
      assert.deepEqual(endpoints.map((each) => each.name).sort(), ["pets-dynamodb", "pets-s3"]);
      for (const each of endpoints) assert.equal(each.inputs.vpcEndpointType, "Gateway");
    });
  }

  it("gives S3 and DynamoDB to every route table, or their flows leave by NAT and lose their category", async () => {
    const { registrations } = await deployPets(none);
    for (const name of ["pets-s3", "pets-dynamodb"]) {
      const { inputs } = one(registrations, endpointType, name);
      assert.deepEqual(inputs.routeTableIds, [
        "rtb-pets-vpc-public",
        "rtb-pets-vpc-private",
        "rtb-pets-vpc-isolated",
      ]);
      assert.equal(inputs.serviceName, `com.amazonaws.ap-northeast-1.${name.slice("pets-".length)}`);
    }
  });

  it("has every endpoint before the first node, which would reach neither its images nor the cluster", async () => {
    const { registrations } = await deployPets({
      network: { egress: "endpoints" },
      imageRegistry: "mirror.example",
    });
    const endpoints = registrations.filter((each) => each.inputs.vpcEndpointType !== undefined);
    assert.equal(endpoints.length, 9);
    for (const { name } of endpoints) assert.ok(waitsFor(registrations, "pets-nodes-1", name), name);
  });

  it("is named itself among what the cluster waits for, since subnet ids imply no route or gateway", async () => {
    const named: boolean[] = [];
    const record: pulumi.ResourceTransformation = ({ type, opts }) => {
      const earlier = [opts.dependsOn].flat() as pulumi.Resource[];
      if (type === "eks:index:Cluster") named.push(earlier.some((each) => each instanceof Vpc));
      return undefined;
    };
    const options = { transformations: [record] };
    await deploy(() => new PetAdoptionCluster("pets", { apiCidrs, workload: "none" }, options), petAnswers);
    assert.deepEqual(named, [true]);
  });

  it("has no NAT and every interface endpoint when there is no way to the internet", async () => {
    const args = { network: { egress: "endpoints" }, imageRegistry: "mirror.example" } as const;
    const { registrations } = await deployPets(args);
    assert.deepEqual(one(registrations, vpcType).inputs.natGateways, { strategy: "None" });
    const interfaces = registrations.filter((each) => each.inputs.vpcEndpointType === "Interface");
    assert.deepEqual(
      interfaces.map((each) => each.name).sort(),
      ["ec2", "ecr.api", "ecr.dkr", "eks-auth", "networkflowmonitorreports", "ssm", "sts"].map(
        (each) => `pets-${each}`,
      ),
    );
    for (const each of interfaces) {
      assert.equal(each.inputs.privateDnsEnabled, true);
      assert.deepEqual(each.inputs.securityGroupIds, ["pets-endpoints-id"]);
      assert.deepEqual(each.inputs.subnetIds, ["subnet-pets-vpc-private-1", "subnet-pets-vpc-private-2"]);
    }
  });

  it("takes zones by name and NAT for each zone", async () => {
    const availabilityZones = ["ap-northeast-1a", "ap-northeast-1c", "ap-northeast-1d"];
    const { registrations } = await deployPets({
      ...none,
      network: { availabilityZones, egress: "natPerZone" },
    });
    const { inputs } = one(registrations, vpcType);
    assert.deepEqual(inputs.availabilityZoneNames, availabilityZones);
    assert.equal(inputs.numberOfAvailabilityZones, undefined);
    assert.deepEqual(inputs.natGateways, { strategy: "OnePerAz" });
    assert.equal(registrations.filter((each) => each.type === groupType).length, 3);
  });

  it("makes nothing in a VPC that exists, and puts one node group into each of its subnets", async () => {
    const { registrations } = await deployPets({ ...none, vpc: existingVpc });
    const foreign = registrations.filter((each) => [vpcType, endpointType].includes(each.type));
    assert.deepEqual(foreign, []);
    assert.equal(one(registrations, clusterType).inputs.vpcId, existingVpc.vpcId);
    const subnets = registrations
      .filter((each) => each.type === groupType)
      .map((each) => each.inputs.subnetIds);
    assert.deepEqual(
      subnets,
      existingVpc.privateSubnetIds.map((id) => [id]),
    );
  });
});
