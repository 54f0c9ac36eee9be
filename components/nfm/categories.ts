/**
 * What Network Flow Monitor calls the other end of a flow, as queries take it.
 * Source: Network Flow Monitor API model 2023-04-19, `DestinationCategory`.
 */
export const DestinationCategory = {
  /** The same Availability Zone. */
  IntraAz: "INTRA_AZ",
  /** Another Availability Zone of the Region. */
  InterAz: "INTER_AZ",
  /** Another VPC of the Region. */
  InterVpc: "INTER_VPC",
  /** Another Region. */
  InterRegion: "INTER_REGION",
  /** Amazon S3 in the Region. */
  AmazonS3: "AMAZON_S3",
  /** Amazon DynamoDB in the Region. */
  AmazonDynamoDb: "AMAZON_DYNAMODB",
  /** Everything else. */
  Unclassified: "UNCLASSIFIED",
} as const;
/** What Network Flow Monitor calls the other end of a flow. */
export type DestinationCategory = (typeof DestinationCategory)[keyof typeof DestinationCategory];
