/** What an ARN needs besides the id. Nothing is looked up, so both are asked for. */
export interface ResourceOwner {
  /** Twelve digits: the account that owns the resource, which for a shared subnet is not the one that uses it. */
  accountId: string;
  /** Name of the Region, such as `ap-northeast-1`. */
  region: string;
}

/**
 * ARN of a VPC of which only the id is known. The partition is `aws`: Network Flow Monitor exists in no other.
 * Source: Service Authorization Reference, Amazon EC2.
 */
export function vpcArn(vpcId: string, owner: ResourceOwner): string {
  return `arn:aws:ec2:${owner.region}:${owner.accountId}:vpc/${vpcId}`;
}

/**
 * ARN of a subnet of which only the id is known. The partition is `aws`: Network Flow Monitor exists in no other.
 * Source: Service Authorization Reference, Amazon EC2.
 */
export function subnetArn(subnetId: string, owner: ResourceOwner): string {
  return `arn:aws:ec2:${owner.region}:${owner.accountId}:subnet/${subnetId}`;
}
