import type * as pulumi from "@pulumi/pulumi";
import type { LocalResourceType, RemoteResourceType } from "../nfm/index.ts";
import type { Tags } from "../shared/inputs.ts";

/** Where agents run: one end of the flows that a monitor watches. The functions of `local` make these. */
export interface LocalResource {
  /** One of `LocalResourceType`. It decides which rules hold, so it is a plain value. */
  type: LocalResourceType;
  /** An ARN for a VPC, a subnet or a cluster; the name of an Availability Zone or a Region. */
  identifier: pulumi.Input<string>;
}

/** The other end of the flows that a monitor watches. The functions of `remote` make these. */
export interface RemoteResource {
  /** One of `RemoteResourceType`. It decides which rules hold, so it is a plain value. */
  type: RemoteResourceType;
  /** An ARN for a VPC or a subnet; the name of an Availability Zone, a Region or a service. */
  identifier: pulumi.Input<string>;
}

/** Arguments of `Monitor`. */
export interface MonitorArgs {
  /** ARN of the scope. A change replaces the monitor. */
  scopeArn: pulumi.Input<string>;
  /** Where the agents run: 1 to 25 resources, all of them in the monitor's own Region. */
  localResources: LocalResource[];
  /**
   * The other ends of the flows: up to 25 resources of one Region. In another Region than the monitor's only the
   * Region as a whole can be named, and beside a service only the monitor's Region. Default: none, which means
   * every flow that ends in the monitor's Region.
   */
  remoteResources?: RemoteResource[];
  /**
   * Name of the monitor in AWS, unique in the account and Region: 1 to 255 letters, digits, `_`, `.` and `-`. A
   * change replaces the monitor. Default: project, stack and the name of this component, joined by dots.
   */
  monitorName?: pulumi.Input<string>;
  /** Region of the monitor. Default: the provider's. */
  region?: pulumi.Input<string>;
  /** Tags of the monitor. Default: none but the provider's own. */
  tags?: Tags;
}
