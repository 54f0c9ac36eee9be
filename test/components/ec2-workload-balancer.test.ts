import assert from "node:assert/strict";
import { all, deploySite } from "../support/ec2-site.ts";
import { one } from "../support/deploy.ts";

const balancerType = "aws:lb/loadBalancer:LoadBalancer";
const listenerType = "aws:lb/listener:Listener";
const certificateArn = "arn:aws:acm:ap-northeast-1:123456789012:certificate/1";

describe("Ec2Workload's load balancer", () => {
  it("is internal, in the private subnets, protected and logged unless told otherwise", async () => {
    const { registrations } = await deploySite();
    const balancer = one(registrations, balancerType);
    assert.deepEqual(balancer.inputs, {
      loadBalancerType: "application",
      internal: true,
      subnets: ["site-vpc-private-1", "site-vpc-private-2"],
      securityGroups: ["site-balancer-id"],
      accessLogs: { bucket: "site-access-logs-bucket", enabled: true },
      dropInvalidHeaderFields: true,
      desyncMitigationMode: "defensive",
      enableDeletionProtection: true,
      region: "ap-northeast-1",
    });
    const policy = one(registrations, "aws:s3/bucketPolicy:BucketPolicy").urn;
    assert.ok(
      balancer.dependencies.includes(policy),
      "AWS refuses access logs before the bucket's policy stands",
    );
  });

  it("faces the internet from the public subnets when that is asked for, and can be made deletable", async () => {
    const allowedCidrs = ["0.0.0.0/0"];
    const { registrations } = await deploySite({
      internetFacing: true,
      allowedCidrs,
      deletionProtection: false,
    });
    const { inputs } = one(registrations, balancerType);
    assert.equal(inputs.internal, false);
    assert.deepEqual(inputs.subnets, ["site-vpc-public-1", "site-vpc-public-2"]);
    assert.equal(inputs.enableDeletionProtection, false);
  });

  it("serves port 80 without a certificate", async () => {
    const { registrations } = await deploySite();
    assert.deepEqual(one(registrations, listenerType).inputs, {
      loadBalancerArn: "arn:aws:simulated:::site-alb",
      port: 80,
      protocol: "HTTP",
      defaultActions: [{ type: "forward", targetGroupArn: "arn:aws:simulated:::site-web" }],
      region: "ap-northeast-1",
    });
  });

  it("serves port 443 with a certificate, and port 80 only redirects there", async () => {
    const { registrations } = await deploySite({ certificateArn, allowedCidrs: ["192.0.2.0/24"] });
    assert.deepEqual(one(registrations, listenerType, "site-http").inputs.defaultActions, [
      { type: "redirect", redirect: { port: "443", protocol: "HTTPS", statusCode: "HTTP_301" } },
    ]);
    assert.deepEqual(one(registrations, listenerType, "site-https").inputs, {
      loadBalancerArn: "arn:aws:simulated:::site-alb",
      port: 443,
      protocol: "HTTPS",
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
      certificateArn,
      defaultActions: [{ type: "forward", targetGroupArn: "arn:aws:simulated:::site-web" }],
      region: "ap-northeast-1",
    });
    const ports = all(registrations, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
      .filter((each) => each.inputs.cidrIpv4 === "192.0.2.0/24")
      .map((each) => each.inputs.fromPort);
    assert.deepEqual(ports, [80, 443]);
  });

  it("lets the old listener go before a new load balancer's takes the target group, which serves one at a time", async () => {
    const { registrations } = await deploySite({ certificateArn });
    for (const listener of all(registrations, listenerType)) assert.equal(listener.deleteBeforeReplace, true);
  });

  it("serves port 443 only once the listener of port 80 has let go of the target group, or AWS refuses it", async () => {
    const { registrations } = await deploySite({ certificateArn, allowedCidrs: ["192.0.2.0/24"] });
    const http = one(registrations, listenerType, "site-http").urn;
    assert.ok(one(registrations, listenerType, "site-https").dependencies.includes(http));
  });

  it("asks instances for the page, and lets them go after half a minute", async () => {
    const { registrations } = await deploySite();
    const { healthCheck, deregistrationDelay } = one(registrations, "aws:lb/targetGroup:TargetGroup").inputs;
    assert.deepEqual(healthCheck, {
      path: "/",
      matcher: "200",
      interval: 10,
      timeout: 5,
      healthyThreshold: 2,
      unhealthyThreshold: 3,
    });
    assert.equal(deregistrationDelay, 30);
  });
});

describe("Ec2Workload's access logs", () => {
  it("may be written by this account's load balancers only, and never over plain HTTP", async () => {
    const { registrations } = await deploySite();
    const bucket = "arn:aws:simulated:::site-access-logs";
    const { inputs, dependencies } = one(registrations, "aws:s3/bucketPolicy:BucketPolicy");
    assert.deepEqual(inputs.policy, {
      Version: "2012-10-17",
      Statement: [
        {
          Action: "s3:PutObject",
          Effect: "Allow",
          Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
          Resource: `${bucket}/AWSLogs/123456789012/*`,
          Sid: "WriteAccessLogs",
        },
        {
          Action: "s3:*",
          Condition: { Bool: { "aws:SecureTransport": "false" } },
          Effect: "Deny",
          Principal: "*",
          Resource: [bucket, `${bucket}/*`],
          Sid: "DenyPlainHttp",
        },
      ],
    });
    const block = one(registrations, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock").urn;
    assert.ok(dependencies.includes(block), "S3 refuses two changes to a bucket's access at once");
  });

  it("lie in a private, encrypted, versioned bucket that forgets", async () => {
    const { registrations } = await deploySite({ logRetentionDays: 90 });
    const base = { bucket: "site-access-logs-id", region: "ap-northeast-1" };
    assert.deepEqual(one(registrations, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock").inputs, {
      ...base,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    assert.deepEqual(one(registrations, "aws:s3/bucketOwnershipControls:BucketOwnershipControls").inputs, {
      ...base,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
    const encryption =
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    assert.deepEqual(one(registrations, encryption).inputs, {
      ...base,
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
    });
    assert.deepEqual(one(registrations, "aws:s3/bucketVersioning:BucketVersioning").inputs, {
      ...base,
      versioningConfiguration: { status: "Enabled" },
    });
    const lifecycle = one(registrations, "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration");
    const versioning = one(registrations, "aws:s3/bucketVersioning:BucketVersioning").urn;
    assert.ok(lifecycle.dependencies.includes(versioning), "rules for noncurrent versions need versions");
    assert.deepEqual(lifecycle.inputs.rules, [
      {
        id: "expire",
        status: "Enabled",
        filter: {},
        expiration: { days: 90 },
        noncurrentVersionExpiration: { noncurrentDays: 30 },
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
      },
    ]);
  });

  it("block a destroy unless told otherwise, since logs are evidence", async () => {
    const kept = await deploySite();
    assert.equal(one(kept.registrations, "aws:s3/bucket:Bucket").inputs.forceDestroy, false);
    const dropped = await deploySite({ forceDestroy: true });
    assert.equal(one(dropped.registrations, "aws:s3/bucket:Bucket").inputs.forceDestroy, true);
  });
});
