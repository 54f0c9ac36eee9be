import type { SubnetSpec } from "./args.ts";

/** An Availability Zone's name without its Region's letters: `1a` of `ap-northeast-1a`. */
function zoneSuffix(zone: string): string {
  return zone.replace(/^[a-z]{2}(?:-[a-z]+)+-/, "");
}

/** The names of one subnet: the resource is numbered, the tag may carry the zone instead. */
export function namesOf(
  vpcName: string,
  spec: Pick<SubnetSpec, "name" | "type">,
  zone: string,
  zoneIndex: number,
  tagStrategy: string,
): { name: string; nameTag: string } {
  const stem = `${vpcName}-${spec.name ?? spec.type.toLowerCase()}`;
  const name = `${stem}-${zoneIndex + 1}`;
  return { name, nameTag: tagStrategy === "AvailabilityZone" ? `${stem}-${zoneSuffix(zone)}` : name };
}

/** Refuses zones whose subnets would get the same `Name` tag. */
export function refuseSameSuffixes(zones: string[]): void {
  const seen = new Map<string, string>();
  for (const zone of zones) {
    const suffix = zoneSuffix(zone);
    const other = seen.get(suffix);
    if (other !== undefined) {
      throw new Error(
        `subnetNameTagStrategy="AvailabilityZone" requires availability zones with distinct suffixes, but "${other}" and "${zone}" both reduce to "${suffix}".`,
      );
    }
    seen.set(suffix, zone);
  }
}
