/** The longest name, less the room for a beginning. */
const longest = 255 - "db-".length;

/**
 * A text as RDS takes it for the name of a snapshot: letters, digits and single hyphens, a letter first, no hyphen last.
 * Source: Amazon RDS API, `DeleteDBInstance`, `FinalDBSnapshotIdentifier`. A text that is too long loses its beginning,
 * since ours differ at their ends.
 */
export function snapshotName(text: string): string {
  const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  const name = words.join("-").slice(-longest).replace(/^-/, "");
  return /^[A-Za-z]/.test(name) ? name : `db-${name}`;
}
