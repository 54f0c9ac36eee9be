/** Programs of consumers, each in TypeScript that every form of project compiles as it stands. */

/**
 * Runs `build` under Pulumi's mocks and prints the types of our components that were registered. Remote components
 * answer nothing under mocks, so the outputs that ours read are given here.
 */
const harness = `
const answers: Record<string, object> = {
  "awsx:ec2:Vpc": {
    vpcId: "vpc-1",
    publicSubnetIds: ["subnet-1", "subnet-2"],
    privateSubnetIds: ["subnet-3", "subnet-4"],
    isolatedSubnetIds: ["subnet-5", "subnet-6"],
    publicSubnets: [{ cidrBlock: "10.0.0.0/24" }, { cidrBlock: "10.0.1.0/24" }],
    privateSubnets: [{ availabilityZone: "eu-west-1a" }, { availabilityZone: "eu-west-1b" }],
    isolatedSubnets: [{ cidrBlock: "10.0.4.0/24" }, { cidrBlock: "10.0.5.0/24" }],
    routeTables: [{ id: "rtb-1" }],
    routeTableAssociations: [
      { subnetId: "subnet-3", routeTableId: "rtb-1" },
      { subnetId: "subnet-4", routeTableId: "rtb-1" },
    ],
    vpc: { id: "vpc-1", defaultSecurityGroupId: "sg-2" },
  },
  "aws:networkflowmonitor/scope:Scope": {
    scopeArn: "arn:aws:networkflowmonitor:eu-west-1:123456789012:scope/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9",
  },
  "eks:index:Cluster": {
    eksCluster: { name: "pets", arn: "arn", vpcConfig: { clusterSecurityGroupId: "sg-1" } },
    kubeconfigJson: "{}",
  },
};

export async function main(build: () => pulumi.Output<unknown>): Promise<void> {
  const types = new Set<string>();
  await pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs }) => {
      types.add(type);
      return { id: \`\${name}-id\`, state: { ...(inputs as object), ...answers[type] } };
    },
    call: () => ({ region: "eu-west-1", names: ["eu-west-1a", "eu-west-1b"], version: "v1.1.6-eksbuild.1" }),
  });
  await new Promise<void>((done) => build().apply(() => done()));
  await new Promise<void>((done) => setTimeout(done, 200));
  console.log([...types].filter((type) => type.startsWith("aws-network-flow-monitor:")).sort().join());
}
`;

/** Needs what the core needs, and no more. */
export const coreProgram = `
import * as pulumi from "@pulumi/pulumi";
import { local, Monitor, Scope, type ScopeArgs } from "aws-network-flow-monitor";
${harness}
const args: ScopeArgs = { region: "eu-west-1" };
// @ts-expect-error A misspelt argument is refused, or what comes before is checked against nothing.
export const misspelt: ScopeArgs = { regoin: "eu-west-1" };

void main(() => {
  const scope: Scope = new Scope("scope", args);
  const localResources = [local.availabilityZone("eu-west-1a")];
  return new Monitor("zone", { scopeArn: scope.scopeArn, localResources }).monitorArn;
});
`;

/** Needs the optional peers too. */
export const workloadsProgram = `
import * as pulumi from "@pulumi/pulumi";
import { EksAgentRollout, EksPodIdentityAgent } from "aws-network-flow-monitor";
import { Ec2Workload, PetAdoptionCluster, type PetAdoptionClusterArgs } from "aws-network-flow-monitor/workloads";
${harness}
const args: PetAdoptionClusterArgs = { apiCidrs: ["198.51.100.7/32"] };
// @ts-expect-error A misspelt argument is refused, or what comes before is checked against nothing.
export const misspelt: PetAdoptionClusterArgs = { apiCidr: ["198.51.100.7/32"] };

void main(() => {
  const site: Ec2Workload = new Ec2Workload("site", { region: "eu-west-1" });
  const pets: PetAdoptionCluster = new PetAdoptionCluster("pets", args);
  const agent = new EksAgentRollout("agent", {
    cluster: pets.clusterArn,
    kubernetesVersion: pets.clusterVersion,
    agentVersion: "clusterDefault",
    podIdentityAgent: EksPodIdentityAgent.Adopt,
  }, { dependsOn: pets.ready });
  return pulumi.all([site.urn, pets.urn, agent.urn]);
});
`;
