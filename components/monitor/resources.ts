import type * as pulumi from "@pulumi/pulumi";
import { LocalResourceType, RemoteResourceType, type RemoteService } from "../nfm/index.ts";
import type { LocalResource, RemoteResource } from "./args.ts";

/**
 * Local resources, each with the type string that the API has. Whether the identifier fits the type is checked by
 * the monitor that gets it.
 */
export const local = {
  /** The hosts in an Availability Zone, by its name, such as `ap-northeast-1a`: not its id, `apne1-az4`. */
  availabilityZone: (name: pulumi.Input<string>): LocalResource => ({
    type: LocalResourceType.AvailabilityZone,
    identifier: name,
  }),
  /** The hosts in a VPC, by its ARN. */
  vpc: (arn: pulumi.Input<string>): LocalResource => ({ type: LocalResourceType.Vpc, identifier: arn }),
  /** The hosts in a subnet, by its ARN. */
  subnet: (arn: pulumi.Input<string>): LocalResource => ({ type: LocalResourceType.Subnet, identifier: arn }),
  /** The hosts in a Region, by its name, such as `ap-northeast-1`. */
  region: (name: pulumi.Input<string>): LocalResource => ({
    type: LocalResourceType.Region,
    identifier: name,
  }),
  /** The nodes of an EKS cluster, by its ARN. */
  eksCluster: (arn: pulumi.Input<string>): LocalResource => ({
    type: LocalResourceType.EksCluster,
    identifier: arn,
  }),
};

/**
 * Remote resources, each with the type string that the API has. Whether the identifier fits the type is checked by
 * the monitor that gets it.
 */
export const remote = {
  /** An Availability Zone, by its name, such as `ap-northeast-1a`: not its id, `apne1-az4`. */
  availabilityZone: (name: pulumi.Input<string>): RemoteResource => ({
    type: RemoteResourceType.AvailabilityZone,
    identifier: name,
  }),
  /** A VPC, by its ARN. */
  vpc: (arn: pulumi.Input<string>): RemoteResource => ({ type: RemoteResourceType.Vpc, identifier: arn }),
  /** A subnet, by its ARN. */
  subnet: (arn: pulumi.Input<string>): RemoteResource => ({
    type: RemoteResourceType.Subnet,
    identifier: arn,
  }),
  /** A Region, by its name. Flows to another Region are measured as far as that Region's edge. */
  region: (name: pulumi.Input<string>): RemoteResource => ({
    type: RemoteResourceType.Region,
    identifier: name,
  }),
  /** Amazon S3 or DynamoDB in the monitor's own Region: `S3` or `DynamoDB`. */
  service: (name: RemoteService): RemoteResource => ({
    type: RemoteResourceType.AwsService,
    identifier: name,
  }),
};
