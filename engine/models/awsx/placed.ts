import type { SubnetSpec, VpcArgs } from "./args.ts";
import { namesOf } from "./names.ts";

/** One subnet of one Availability Zone. */
export interface PlacedSubnet {
  /** Name of the resource, which never depends on the zone's name. */
  name: string;
  /** The `Name` tag. */
  nameTag: string;
  type: string;
  zone: string;
  cidrBlock: string;
  tags: SubnetSpec["tags"];
}

/** A subnet in its place, with its names. */
export function place(
  vpcName: string,
  args: VpcArgs,
  spec: SubnetSpec,
  zone: string,
  zoneIndex: number,
  cidrBlock: string,
): PlacedSubnet {
  const names = namesOf(vpcName, spec, zone, zoneIndex, args.subnetNameTagStrategy);
  return { ...names, type: spec.type, zone, cidrBlock, tags: spec.tags };
}
