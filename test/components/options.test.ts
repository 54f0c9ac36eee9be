import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Ec2AgentRollout } from "../../components/ec2-agent-rollout/index.ts";
import { Ec2Workload } from "../../components/ec2-workload/index.ts";
import { EksAgentRollout } from "../../components/eks-agent-rollout/index.ts";
import { local, Monitor } from "../../components/monitor/index.ts";
import { PetAdoptionCluster } from "../../components/pet-adoption-cluster/index.ts";
import { Scope } from "../../components/scope/index.ts";
import { deploy, one, type DeployOptions } from "../support/deploy.ts";
import * as ec2Agent from "../support/ec2-agent-rollout.ts";
import { siteAnswers } from "../support/ec2-site.ts";
import * as eksAgent from "../support/eks-agent-rollout.ts";
import { apiCidrs, petAnswers } from "../support/pet-adoption.ts";

const scopeArn =
  "arn:aws:networkflowmonitor:ap-northeast-1:123456789012:scope/11111111-2222-3333-4444-555555555555";
const zone = [local.availabilityZone("ap-northeast-1a")];
const outerType = "test:index:Outer";

const account = "aws:index/getCallerIdentity:getCallerIdentity";
const region = "aws:index/getRegion:getRegion";

/** A component, left to ask its provider for all that it can. */
interface Case {
  make: (options: pulumi.ComponentResourceOptions) => pulumi.Resource;
  answers: DeployOptions;
  asks: string[];
}

const components: Record<string, Case> = {
  Scope: {
    make: (options) => new Scope("it", {}, options),
    answers: siteAnswers,
    asks: [account, region],
  },
  Monitor: {
    make: (options) => new Monitor("it", { scopeArn, localResources: zone }, options),
    answers: siteAnswers,
    asks: [],
  },
  Ec2AgentRollout: {
    make: (options) => new Ec2AgentRollout("it", ec2Agent.tagged, options),
    answers: ec2Agent.answers,
    asks: [],
  },
  EksAgentRollout: {
    make: (options) =>
      new EksAgentRollout("it", { ...eksAgent.least, agentVersion: "clusterDefault" }, options),
    answers: eksAgent.answers,
    asks: [eksAgent.versionFunction],
  },
  Ec2Workload: {
    make: (options) => new Ec2Workload("it", {}, options),
    answers: siteAnswers,
    asks: [account, region],
  },
  PetAdoptionCluster: {
    make: (options) => new PetAdoptionCluster("it", { apiCidrs }, options),
    answers: petAnswers,
    asks: [eksAgent.versionFunction, region],
  },
};

for (const [title, { make, answers, asks }] of Object.entries(components)) {
  describe(`${title} with options of its own`, () => {
    const program = () => {
      const provider = new aws.Provider("there", { region: "ap-northeast-1" });
      const parent = new pulumi.ComponentResource(outerType, "outer");
      make({ parent, provider });
    };

    it("stands below the parent that it is given, or the parent's options do not reach it", async () => {
      const { registrations } = await deploy(program, answers);
      const component = one(registrations, `aws-network-flow-monitor:index:${title}`);
      assert.equal(component.parent, one(registrations, outerType).urn);
    });

    it("makes and asks everything through the provider that it is given, or it is another account's", async () => {
      const { registrations, invokes } = await deploy(program, answers);
      const made = registrations.filter(({ type, custom }) => custom && type.startsWith("aws:"));
      assert.ok(made.length > 0);
      for (const { provider, name } of made) assert.match(provider, /::there::there-id$/, name);
      assert.deepEqual([...new Set(invokes.map(({ token }) => token))].sort(), asks);
      for (const { provider, token } of invokes) assert.match(provider, /::there::there-id$/, token);
    });
  });
}
