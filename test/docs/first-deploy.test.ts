import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { eksAgent } from "../../components/nfm/index.ts";
import { allows, type Policy, type Request } from "./policy.ts";

const text = (path: string): string => readFileSync(path, "utf8");
const policyOf = (path: string): Policy => JSON.parse(text(path)) as Policy;

const page = text("docs/first-deploy.md");
const eksPage = text("docs/first-deploy-eks.md");

/** Code of a page, in blocks and in lines. */
function code(markdown: string): string {
  return [...markdown.matchAll(/```bash\n[\s\S]*?```|`[^`\n]+`/g)].map(([each]) => each).join("\n");
}

/** Commands that need another action than their own name says. */
const actionOf: Record<string, string> = {
  "eks:UpdateKubeconfig": "eks:DescribeCluster",
  "eks:Wait": "eks:DescribeCluster",
  "s3:PutPublicAccessBlock": "s3:PutBucketPublicAccessBlock",
};

/** Commands that need no permission, and those that the page leaves to whoever administers IAM. */
const free = ["configure:Set", "eks:GetToken", "sts:GetCallerIdentity"];
const administrators = ["iam:AttachRolePolicy", "iam:CreatePolicy", "iam:UpdateRole"];

/** Services that the AWS CLI calls otherwise than IAM does. */
const prefixes: Record<string, string> = { s3api: "s3", "service-quotas": "servicequotas" };

const account = "123456789012";
const resources: Record<string, string> = {
  s3: `arn:aws:s3:::nfm-state-${account}`,
  logs: `arn:aws:logs:ap-northeast-1:${account}:log-group:/aws/eks/pets-cluster-eksCluster-0a1b2c3/cluster`,
};

function pascal(command: string): string {
  return command.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** What the commands of a page ask of AWS. */
function commands(markdown: string): Request[] {
  return [...code(markdown).matchAll(/\baws ([a-z0-9-]+) ([a-z][a-z-]+)/g)]
    .map(([, service = "", command = ""]) => `${prefixes[service] ?? service}:${pascal(command)}`)
    .filter((action) => ![...free, ...administrators, "iam:DeleteServiceLinkedRole"].includes(action))
    .map((each) => {
      const action = actionOf[each] ?? each;
      const resource = resources[action.split(":")[0] ?? ""];
      return resource === undefined ? { action } : { action, resource };
    });
}

/** Whose service-linked role each is that a page tells how to remove. */
const linkedRoles: Record<string, string> = {
  AWSServiceRoleForAmazonEKS: "eks",
  AWSServiceRoleForAmazonEKSNodegroup: "eks-nodegroup",
  AWSServiceRoleForAutoScaling: "autoscaling",
  AWSServiceRoleForConfig: "config",
  AWSServiceRoleForElasticLoadBalancing: "elasticloadbalancing",
  AWSServiceRoleForNetworkFlowMonitor: "networkflowmonitor",
  AWSServiceRoleForNetworkFlowMonitor_Topology: "topology.networkflowmonitor",
};

function removals(markdown: string): Request[] {
  const teardown = markdown.slice(markdown.indexOf("## 8."));
  return [...teardown.matchAll(/AWSServiceRoleFor\w+/g)].map(([role]) => ({
    action: "iam:DeleteServiceLinkedRole",
    resource: `arn:aws:iam::${account}:role/aws-service-role/${linkedRoles[role] ?? "?"}.amazonaws.com/${role}`,
  }));
}

function refused(policy: string, asked: Request[]): Request[] {
  assert.ok(asked.length > 0);
  return asked.filter((request) => !allows(policyOf(policy), request));
}

describe("docs/first-deploy.md", () => {
  it("asks nothing that its policy refuses", () => {
    assert.deepEqual(refused("docs/deployer-policy.json", [...commands(page), ...removals(page)]), []);
  });
});

describe("docs/first-deploy-eks.md", () => {
  it("asks nothing that its policy refuses, of its own commands and of those that it links to", () => {
    const linked = [...commands(page), ...removals(page)].filter(
      ({ action, resource = "" }) => !action.startsWith("ssm:") && !resource.includes("elasticloadbalancing"),
    );
    const asked = [...commands(eksPage), ...removals(eksPage), ...linked];
    assert.deepEqual(refused("docs/deployer-policy-eks.json", asked), []);
  });

  it("quotes about the cost of the committed plan", () => {
    const { cost } = JSON.parse(text("plans/staging.json")) as {
      cost: { monthly: number; hoursPerMonth: number };
    };
    const monthly = String(Math.round(cost.monthly / 10) * 10);
    const price = `about $${monthly} a month, $${(cost.monthly / cost.hoursPerMonth).toFixed(1)} an hour`;
    assert.ok(eksPage.includes(price), price);
  });

  it("calls things as the stack and the agent's add-on call them, or its commands find nothing", () => {
    const { outputs } = JSON.parse(text("plans/staging.json")) as {
      outputs: { monitorNames: Record<string, string> };
    };
    const monitors = [...eksPage.matchAll(/nfm\.staging\.[\w-]+/g)].map(([name]) => name);
    assert.deepEqual(new Set(monitors), new Set([outputs.monitorNames.cluster]));
    const listing = `kubectl get pods -n ${eksAgent.namespace} -l ${eksAgent.podSelector} `;
    assert.ok(eksPage.includes(listing), listing);
    for (const name of [eksAgent.addonName, eksAgent.podIdentityAddonName, eksAgent.serviceAccount]) {
      assert.ok(eksPage.includes(name), name);
    }
  });
});
