/**
 * How long AWS takes to make a resource, in virtual seconds: only the order of magnitude matters, since what takes
 * time is what can be interrupted. A scope is in the account's answers. Not measured.
 */
const seconds: Record<string, number> = {
  "aws:autoscaling/group:Group": 240,
  "aws:ec2/natGateway:NatGateway": 120,
  "aws:ec2/vpcEndpoint:VpcEndpoint": 60,
  "aws:eks/addon:Addon": 60,
  "aws:eks/cluster:Cluster": 600,
  "aws:eks/nodeGroup:NodeGroup": 180,
  "aws:lb/loadBalancer:LoadBalancer": 180,
  "aws:ssm/association:Association": 60,
};

/** Virtual seconds that a create of the type takes; 2 where nothing is slow. */
export function secondsToCreate(type: string): number {
  return seconds[type] ?? 2;
}
