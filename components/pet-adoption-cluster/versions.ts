/** Support of one Kubernetes version on EKS. Dates are the last days, ISO 8601. */
export interface VersionSupport {
  /** Minor version, such as `1.35`. */
  version: string;
  /** After it the control plane costs six times as much. */
  standardUntil: string;
  /** After it AWS upgrades the cluster on its own. */
  extendedUntil: string;
}

/**
 * When each version leaves support. 1.36 exists too; its dates were not found, so it is not here.
 * Source: Amazon EKS User Guide, "Amazon EKS Kubernetes release calendar", as repeated by endoflife.date
 * (2026-02) and aws-samples/sample-apex-skills, eks-operation-review (2026-04-24).
 */
export const versionSupport: readonly VersionSupport[] = [
  { version: "1.30", standardUntil: "2025-07-23", extendedUntil: "2026-07-23" },
  { version: "1.31", standardUntil: "2025-11-26", extendedUntil: "2026-11-26" },
  { version: "1.32", standardUntil: "2026-03-23", extendedUntil: "2027-03-23" },
  { version: "1.33", standardUntil: "2026-07-29", extendedUntil: "2027-07-29" },
  { version: "1.34", standardUntil: "2026-12-02", extendedUntil: "2027-12-02" },
  { version: "1.35", standardUntil: "2027-03-27", extendedUntil: "2028-03-27" },
];

/** The day on which the table was read. Texts compare with it and not with the clock, so that they repeat. */
export const versionSupportReadOn = "2026-11-23";

/** The version of a cluster that names none. In standard support when the table was read. */
export const defaultVersion = "1.35";

/**
 * The lowest version that the Network Flow Monitor agent runs on.
 * Source: CloudWatch User Guide, "Install the EKS AWS Network Flow Monitor Agent add-on".
 */
export const minimumVersion = "1.25";

/** The minor number of a version such as `1.35`; undefined when it is not one. */
export function minorOf(version: string): number | undefined {
  const minor = /^1\.(\d{1,2})$/.exec(version)?.[1];
  return minor === undefined ? undefined : Number(minor);
}

/** One sentence on a version's support, with the dates; the same on every day. */
export function versionNotice(version: string): string {
  const support = versionSupport.find((each) => each.version === version);
  if (support === undefined) {
    return `Kubernetes ${version}: support dates unknown; ask \`aws eks describe-cluster-versions\``;
  }
  if (support.extendedUntil < versionSupportReadOn) {
    return `Kubernetes ${version} left extended support on ${support.extendedUntil}: AWS does not make new clusters of it`;
  }
  if (support.standardUntil < versionSupportReadOn) {
    return `Kubernetes ${version} is in extended support since ${support.standardUntil}, at six times the price, until ${support.extendedUntil}`;
  }
  return `Kubernetes ${version} is in standard support until ${support.standardUntil}; after that the control plane costs six times as much`;
}

/** Whether a version costs more than standard support, or soon nothing can be made of it. */
export function versionIsOld(version: string): boolean {
  const support = versionSupport.find((each) => each.version === version);
  return support !== undefined && support.standardUntil < versionSupportReadOn;
}
