import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { existingVpc } from "../support/pet-adoption.ts";
import { ecr, full, onlyLine, petLines, places, region } from "../support/pet-problems.ts";

const isolated = { network: { egress: "endpoints" }, imageRegistry: `${ecr(region)}/mirror` };

describe("validatePetAdoptionCluster, without a way to the internet", () => {
  const publicRegistries = [
    "public.ecr.aws",
    "public.ecr.aws/docker/library",
    "docker.io",
    "registry-1.docker.io",
    "index.docker.io",
    "ghcr.io/team",
    "quay.io",
    "registry.k8s.io",
    "gcr.io",
    "eu.gcr.io",
    "mcr.microsoft.com",
    "mirror",
    "mirror/path",
  ];

  it("refuses every registry that no endpoint leads to, and says which one would do", () => {
    for (const imageRegistry of publicRegistries) {
      const line = onlyLine({ ...isolated, imageRegistry });
      const allowed = `allowed: a registry that the VPC reaches: private ECR of its Region, such as ${ecr(region)}; `;
      assert.ok(line.startsWith(`cluster.imageRegistry: got "${imageRegistry}"; ${allowed}`), line);
      assert.match(
        line,
        /is public, and endpoints of ECR do not serve public registries; fix: copy the images /,
      );
      assert.deepEqual(petLines({ ...isolated, network: undefined, imageRegistry }), [], "with NAT");
    }
    assert.match(
      onlyLine({ ...isolated, imageRegistry: ecr("us-east-1") }),
      /; 123456789012\.dkr\.ecr\.us-east-1\.amazonaws\.com is not in ap-northeast-1, where the endpoints lead; /,
    );
    for (const imageRegistry of [ecr(region), `${ecr(region)}/a`, "registry.corp.example", "10.0.0.9:5000/x"])
      assert.deepEqual(petLines({ ...isolated, imageRegistry }), [], imageRegistry);
  });

  it("refuses every image of the workshop that comes from such a registry, each on its own", () => {
    const outside = {
      petsite: "ghcr.io/team/petsite:1",
      petsearch: "library/petsearch:1",
      payforadoption: `${ecr("us-east-1")}/pay:1`,
      petlistadoptions: `public.ecr.aws/x/list@sha256:${"a".repeat(64)}`,
      petfood: `${ecr(region)}/food:1`,
    };
    assert.deepEqual(
      places(petLines({ ...full, ...isolated, images: outside })).map((line) =>
        line.slice(0, line.indexOf(":")),
      ),
      ["petsite", "petsearch", "payforadoption", "petlistadoptions"].map((each) => `cluster.images.${each}`),
    );
    assert.deepEqual(petLines({ ...full, images: outside }), []);
  });

  it("refuses a status updater of one's own, which nothing would reach, known now or later", () => {
    for (const statusUpdaterUrl of [
      "https://x.execute-api.ap-northeast-1.amazonaws.com/",
      pulumi.output("later"),
    ]) {
      assert.match(
        onlyLine({ ...full, ...isolated, statusUpdaterUrl }),
        /^cluster\.statusUpdaterUrl: got a value; allowed: nothing without a way to the internet: /,
      );
    }
    assert.deepEqual(petLines({ ...full, ...isolated }), []);
  });

  it("asks an existing VPC for STS only where service accounts take roles by it, as the guide has it", () => {
    const endpoints = [
      "dynamodb",
      "s3",
      "ec2",
      "ecr.api",
      "ecr.dkr",
      "eks-auth",
      "networkflowmonitorreports",
      "ssm",
    ];
    const vpc = { ...existingVpc, egress: "endpoints", endpoints };
    const args = { vpc, imageRegistry: ecr(region) };
    assert.deepEqual(petLines(args), []);
    assert.match(
      onlyLine({ ...args, oidcProvider: true }),
      /^cluster\.vpc\.endpoints: got no endpoint for sts; /,
    );
    assert.deepEqual(
      petLines({ ...args, oidcProvider: true, vpc: { ...vpc, endpoints: [...endpoints, "sts"] } }),
      [],
    );
  });
});

describe("validatePetAdoptionCluster, the status updater's URL", () => {
  it("is https on the port that network policies let out, and has no password in it", () => {
    for (const statusUpdaterUrl of [
      "http://x.example/",
      "https://x.example:8443/",
      "x.example",
      "ftp://x.example",
    ]) {
      assert.ok(
        onlyLine({ ...full, statusUpdaterUrl }).startsWith(
          `cluster.statusUpdaterUrl: got "${statusUpdaterUrl}"; allowed: an https URL on port 443, `,
        ),
      );
    }
    for (const statusUpdaterUrl of [
      "https://me:hunter2@x.example/",
      "https://hunter2@x.example/",
      "me:hunter2@x",
    ]) {
      const line = onlyLine({ ...full, statusUpdaterUrl });
      assert.match(line, /^cluster\.statusUpdaterUrl: got a text with @, \[hidden\]; /);
      assert.ok(!line.includes("hunter2"), line);
    }
    for (const statusUpdaterUrl of [
      "https://x.example",
      "https://x.example:443/a?b=c",
      pulumi.output("later"),
    ])
      assert.deepEqual(petLines({ ...full, statusUpdaterUrl }), []);
  });
});
