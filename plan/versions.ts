/** Support of one Kubernetes version on EKS. Days are ISO 8601. */
export interface VersionSupport {
  /** Minor version, such as `1.35`. */
  version: string;
  /** Last day of standard support; from then on the version is in extended support. */
  standardUntil: string;
  /** Last day of extended support; from then on AWS upgrades the cluster on its own. */
  extendedUntil: string;
}

/** Where the days come from. */
export const supportSource =
  "Amazon EKS User Guide, release calendar, as endoflife.date (2026-02) and aws-samples/sample-apex-skills (2026-04-24) repeat it";

/** When the days were read. Plans compare with this day and not with the clock, so that they repeat. */
export const supportReadOn = "2026-11-23";

const days: readonly (readonly [version: string, standardUntil: string, extendedUntil: string])[] = [
  ["1.30", "2025-07-23", "2026-07-23"],
  ["1.31", "2025-11-26", "2026-11-26"],
  ["1.32", "2026-03-23", "2027-03-23"],
  ["1.33", "2026-07-29", "2027-07-29"],
  ["1.34", "2026-12-02", "2027-12-02"],
  ["1.35", "2027-03-27", "2028-03-27"],
];

/** The support of a version, or undefined when its days are not known: then nobody guesses. */
export function supportOf(version: string | undefined): VersionSupport | undefined {
  const row = days.find(([listed]) => listed === version);
  return row === undefined ? undefined : { version: row[0], standardUntil: row[1], extendedUntil: row[2] };
}

/** Whether a version was out of standard support when the days were read, and so is on any later day. */
export function leftStandardSupport(support: VersionSupport): boolean {
  return support.standardUntil < supportReadOn;
}

/** Whether a version was out of extended support too when the days were read. */
export function leftExtendedSupport(support: VersionSupport): boolean {
  return support.extendedUntil < supportReadOn;
}
