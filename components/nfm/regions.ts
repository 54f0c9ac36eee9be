/**
 * The Regions that have Network Flow Monitor.
 * Source: CloudWatch User Guide, "Supported AWS Regions for Network Flow Monitor", text of 2026.
 */
export const supportedRegions = [
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-northeast-3",
  "ap-south-1",
  "ap-southeast-1",
  "ap-southeast-2",
  "ca-central-1",
  "eu-central-1",
  "eu-north-1",
  "eu-west-1",
  "eu-west-2",
  "eu-west-3",
  "sa-east-1",
  "us-east-1",
  "us-east-2",
  "us-west-1",
  "us-west-2",
] as const;

/** Whether Network Flow Monitor exists in a Region. */
export function isSupportedRegion(region: string): boolean {
  return supportedRegions.some((known) => known === region);
}
