import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
  EksAgentCredentials,
  EksAgentNodes,
  EksAgentRollout,
  EksPodIdentityAgent,
  type EksAgentRolloutArgs,
} from "../../components/eks-agent-rollout/index.ts";
import { issuerOf } from "../../components/eks-agent-rollout/trust.ts";
import { deploy, one, valueOf } from "../support/deploy.ts";
import {
  addonType,
  answers,
  attachmentType,
  componentType,
  least,
  oidcProviderArn,
  roleType,
  serviceAccount,
} from "../support/eks-agent-rollout.ts";

async function deployed(args: Partial<EksAgentRolloutArgs>) {
  const { registrations, result } = await deploy(
    () => new EksAgentRollout("eks", { ...least, ...args }),
    answers,
  );
  return { registrations, result, agent: one(registrations, addonType, "eks-agent").inputs };
}

describe("EksAgentRollout, its credentials", () => {
  it("lets Pod Identity take the role, with session tags, for the agent's service account alone", async () => {
    const { registrations } = await deployed({});
    const { inputs } = one(registrations, roleType);
    assert.deepEqual(inputs.assumeRolePolicy, {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "pods.eks.amazonaws.com" },
          Action: ["sts:AssumeRole", "sts:TagSession"],
          Condition: {
            StringEquals: {
              "aws:RequestTag/kubernetes-namespace": "amazon-network-flow-monitor",
              "aws:RequestTag/kubernetes-service-account": serviceAccount,
            },
          },
        },
      ],
    });
    assert.equal(inputs.description, "Lets the Network Flow Monitor agent of an EKS cluster publish");
    assert.deepEqual(Object.keys(inputs).toSorted(), ["assumeRolePolicy", "description"]);
  });

  it("gives the role the publish policy and nothing else, by every kind of credentials", async () => {
    for (const args of [{}, { credentials: EksAgentCredentials.Irsa, oidcProviderArn }]) {
      const { registrations } = await deployed(args);
      assert.deepEqual(one(registrations, attachmentType).inputs, {
        role: "eks-role-1a2b3c4",
        policyArn: "arn:aws:iam::aws:policy/CloudWatchNetworkFlowMonitorAgentPublishPolicy",
      });
    }
  });

  it("binds by IRSA with audience and subject exact, on the add-on, and without the identity agent", async () => {
    for (const arn of [oidcProviderArn, pulumi.output(oidcProviderArn)]) {
      const { registrations, agent } = await deployed({
        credentials: EksAgentCredentials.Irsa,
        oidcProviderArn: arn,
      });
      const issuer = "oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF";
      assert.deepEqual(one(registrations, roleType).inputs.assumeRolePolicy, {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Federated: oidcProviderArn },
            Action: "sts:AssumeRoleWithWebIdentity",
            Condition: {
              StringEquals: {
                [`${issuer}:aud`]: "sts.amazonaws.com",
                [`${issuer}:sub`]: `system:serviceaccount:amazon-network-flow-monitor:${serviceAccount}`,
              },
            },
          },
        ],
      });
      assert.equal(agent.serviceAccountRoleArn, "arn-of-eks-role");
      assert.equal("podIdentityAssociations" in agent, false);
      assert.equal(registrations.filter((each) => each.type === addonType).length, 1);
    }
  });

  it("makes neither role nor binding where something else bound the service account", async () => {
    const { registrations, agent, result } = await deployed({
      credentials: EksAgentCredentials.AlreadyBound,
    });
    assert.deepEqual(registrations.map((each) => each.type).toSorted(), [componentType, addonType]);
    assert.equal("serviceAccountRoleArn" in agent, false);
    assert.equal("podIdentityAssociations" in agent, false);
    assert.equal(await valueOf(result.roleArn), "");
  });

  it("installs no identity agent where there is one: adopted, or built into EKS Auto Mode", async () => {
    const withoutIdentity: Partial<EksAgentRolloutArgs>[] = [
      { podIdentityAgent: EksPodIdentityAgent.Adopt },
      { nodes: [EksAgentNodes.AutoMode] },
      { nodes: [EksAgentNodes.AutoMode, EksAgentNodes.Fargate] },
      { nodes: [EksAgentNodes.AutoMode], podIdentityAgent: EksPodIdentityAgent.Adopt },
    ];
    for (const args of withoutIdentity) {
      const { registrations, agent } = await deployed(args);
      assert.deepEqual(
        registrations.filter((each) => each.type === addonType).map((each) => each.name),
        ["eks-agent"],
      );
      assert.deepEqual(agent.podIdentityAssociations, [{ serviceAccount, roleArn: "arn-of-eks-role" }]);
    }
  });

  it("installs the identity agent where Auto Mode is only a part: other nodes have none of their own", async () => {
    const { registrations } = await deployed({ nodes: [EksAgentNodes.AutoMode, EksAgentNodes.Linux] });
    assert.equal(registrations.filter((each) => each.type === addonType).length, 2);
  });

  it("takes the issuer from the ARN of a cluster's OIDC provider, and from no other text", () => {
    const arn = (resource: string) => `arn:aws:iam::123456789012:oidc-provider/${resource}`;
    const issuers = ["oidc.eks.eu-west-1.amazonaws.com/id/AB12", "oidc-eks.eu-west-1.api.aws/id/AB12"];
    for (const issuer of issuers) assert.equal(issuerOf(arn(issuer)), issuer);
    const wrong = [
      "",
      "https://oidc.eks.eu-west-1.amazonaws.com/id/AB12",
      arn("token.actions.githubusercontent.com"),
      arn("oidc.eks.eu-west-1.amazonaws.com/id/"),
      arn("oidc.eks.eu-west-1.amazonaws.com/id/AB12/more"),
      arn("x/oidc.eks.eu-west-1.amazonaws.com/id/AB12"),
      arn("").replace("oidc-provider/", "x-oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/AB12"),
      "arn:aws:iam:::oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/AB12",
      "arn:aws:iam:eu-west-1:123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/AB12",
      "arn:aws:sts::123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/AB12",
    ];
    for (const text of wrong) assert.equal(issuerOf(text), undefined, text);
  });
});
