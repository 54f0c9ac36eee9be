import { show, type Problem } from "./problems.ts";

/** Region of an Availability Zone, by the zone's name; undefined for what is no such name, like the id of a zone. */
export function regionOfZone(zone: string): string | undefined {
  return /^([a-z]{2}(?:-[a-z]+)+-\d+)[a-z]$/.exec(zone)?.[1];
}

/**
 * What is wrong with names of Availability Zones, one by one. All are in one Region: the one that is given, else that of
 * the first name that tells one.
 */
export function zoneNameProblems(zones: readonly string[], path: string, region?: string): Problem[] {
  const expected = region ?? zones.map(regionOfZone).find((each) => each !== undefined);
  return zones.flatMap((zone, index) => {
    const found = regionOfZone(zone);
    if (found !== undefined && found === expected) return [];
    const problem = { path: `${path}[${String(index)}]`, given: show(zone) };
    if (found === undefined) {
      const fix = "take it from `aws ec2 describe-availability-zones`; an id such as apne1-az4 is not a name";
      return [{ ...problem, allowed: "the name of a zone", fix }];
    }
    const fix = `take it from \`aws ec2 describe-availability-zones --region ${expected ?? ""}\``;
    return [{ ...problem, allowed: `a zone in ${expected ?? ""}`, fix }];
  });
}
