import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Ec2Workload, type Ec2WorkloadArgs } from "../../components/ec2-workload/index.ts";
import { isValues } from "../../engine/values.ts";
import { deploy, one, valueOf } from "../support/deploy.ts";
import { all, deploySite, identities, siteAnswers, siteRegion as region } from "../support/ec2-site.ts";
import { lateErrors } from "../support/late-errors.ts";

const componentType = "aws-network-flow-monitor:index:Ec2Workload";
const tags = { team: "net", env: "test" };

const variants: Record<string, Ec2WorkloadArgs> = {
  "private, endpoints": {},
  "private, NAT": { egress: "nat" },
  public: { network: "public", internetFacing: true, allowedCidrs: ["192.0.2.1/32"] },
  "three named zones, HTTPS, no traffic": {
    availabilityZones: [`${region}a`, `${region}c`, `${region}d`],
    certificateArn: `arn:aws:acm:${region}:123456789012:certificate/1`,
    traffic: "off",
  },
};

describe("Ec2Workload", () => {
  for (const [title, args] of Object.entries(variants)) {
    it(`registers in a preview what an update makes, so that the preview tells the truth (${title})`, async () => {
      const preview = await deploySite(args, "preview");
      const update = await deploySite(args);
      assert.deepEqual(identities(preview.registrations), identities(update.registrations));
      assert.ok(update.registrations.length > 35);
    });

    it(`gives region, tags and parent to every child, so that none lands elsewhere or untagged (${title})`, async () => {
      const { registrations } = await deploySite({ ...args, tags });
      const component = one(registrations, componentType);
      const children = registrations.filter((each) => each !== component);
      for (const child of children) {
        assert.equal(child.parent, component.urn, child.name);
        assert.match(child.name, /^site-/);
        if (!child.type.startsWith("aws:iam/")) assert.equal(child.inputs.region, region, child.type);
      }
      const untagged = new Set(
        children.filter((child) => !("tags" in child.inputs)).map((child) => child.type),
      );
      assert.deepEqual([...untagged].toSorted(), [
        "aws:iam/rolePolicy:RolePolicy",
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
        "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
        "aws:s3/bucketPolicy:BucketPolicy",
        "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        "aws:s3/bucketVersioning:BucketVersioning",
      ]);
      for (const child of children) {
        if (isValues(child.inputs.tags)) assert.deepEqual(child.inputs.tags, tags, child.name);
      }
    });
  }

  it("asks the provider for Region and account only when it has to", async () => {
    const told = await deploySite();
    assert.deepEqual(
      told.invokes.map((each) => each.token),
      ["aws:index/getCallerIdentity:getCallerIdentity"],
    );
    const untold = await deploy(() => new Ec2Workload("site"), siteAnswers);
    assert.deepEqual(untold.invokes.map((each) => each.token).toSorted(), [
      "aws:index/getCallerIdentity:getCallerIdentity",
      "aws:index/getRegion:getRegion",
    ]);
    const ssm = one(untold.registrations, "aws:ec2/vpcEndpoint:VpcEndpoint", "site-ssm");
    assert.equal(ssm.inputs.serviceName, "com.amazonaws.ap-northeast-1.ssm");
    assert.equal("region" in ssm.inputs, false);
  });

  it("lets two sites stand in one program, so that no child has a fixed name", async () => {
    const program = () => [new Ec2Workload("one", { region }), new Ec2Workload("two", { region })];
    const { registrations } = await deploy(program, siteAnswers);
    const urns = registrations.map((each) => each.urn);
    assert.equal(new Set(urns).size, urns.length);
    assert.equal(all(registrations, "aws:autoscaling/group:Group").length, 4);
  });

  it("hands its provider to every child, the VPC of awsx included", async () => {
    const program = () => {
      const provider = new aws.Provider("tokyo", { region });
      new Ec2Workload("site", { region }, { providers: [provider] });
    };
    const { registrations } = await deploy(program, siteAnswers);
    const children = registrations.filter((each) => each.custom && each.type.startsWith("aws:"));
    for (const child of children) assert.match(child.provider, /::tokyo::tokyo-id$/, child.name);
    assert.equal(children.length, 38);
  });

  it("registers the same inputs every time, so that a plan changes only when the program does", async () => {
    const inputsOf = async () =>
      (await deploySite({ tags })).registrations
        .map((each) => JSON.stringify([each.urn, each.inputs]))
        .toSorted();
    assert.deepEqual(await inputsOf(), await inputsOf());
  });

  it("returns what agents and monitors need, one entry for each zone", async () => {
    const { result } = await deploySite({ availabilityZones: [`${region}a`, `${region}c`] });
    assert.equal(await valueOf(result.albDnsName), "site-alb.elb.example");
    assert.equal(await valueOf(result.url), "http://site-alb.elb.example/");
    assert.equal(await valueOf(result.vpcId), "site-vpc-id");
    assert.deepEqual(await valueOf(pulumi.all(result.subnetIds)), [
      "site-vpc-private-1",
      "site-vpc-private-2",
    ]);
    assert.deepEqual(result.availabilityZones, [`${region}a`, `${region}c`]);
    assert.equal(await valueOf(result.instanceRoleName), "site-instances-name");
    const names = await valueOf(pulumi.all(result.autoScalingGroupNames));
    assert.deepEqual(names, ["site-web-1-name", "site-web-2-name"]);
    assert.equal(await valueOf(result.securityGroupId), "site-instances-id");
  });

  it("takes the zones from the subnets when only their number is given", async () => {
    const { result } = await deploySite({ availabilityZoneCount: 3 });
    const zones = await valueOf(pulumi.all(result.availabilityZones));
    assert.deepEqual(zones, [`${region}a`, `${region}c`, `${region}d`]);
    assert.equal(result.subnetIds.length, 3);
  });

  it("stops with one line for each problem, attached to the component, before it makes anything", async () => {
    await assert.rejects(
      deploy(() => new Ec2Workload("a_site", { cidrBlock: "10.0.0.0/28", instanceType: "t2.micro" })),
      (error: Error & { hideStack?: boolean }) => {
        assert.equal(error.hideStack, true);
        assert.deepEqual(
          error.message.split("\n").map((line) => line.split(":")[0]),
          ["a_site.cidrBlock", "a_site.instanceType", "a_site"],
        );
        return true;
      },
    );
  });

  it("refuses a certificate or Region of the wrong kind once it is known, since a typo would only fail in AWS", async () => {
    const late = async (args: Ec2WorkloadArgs) => {
      const errors = await lateErrors(() => deploy(() => new Ec2Workload("site", args), siteAnswers));
      const [error] = errors;
      assert.ok(errors.length === 1 && pulumi.ResourceError.isInstance(error) && error.hideStack);
      return error.message;
    };
    const arn = "arn:aws:acm:eu-west-1:123456789012:certificate/1";
    const certificate = await late({ region, certificateArn: pulumi.output(arn) });
    const fix = "allowed: a certificate in ap-northeast-1; fix: request a certificate in that Region";
    assert.ok(certificate.endsWith(`site.certificateArn: got "${arn}"; ${fix}`), certificate);
    const wrongRegion = await late({ region: pulumi.output("eu-west-9") });
    assert.ok(wrongRegion.includes('site.region: got "eu-west-9"; allowed: '), wrongRegion);
  });
});
