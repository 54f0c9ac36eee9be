/** Limits of State Manager associations. */
export const associationLimits = {
  /** Values of one target. Source: Systems Manager API, `Target`. */
  valuesPerTarget: 50,
  /**
   * Associations that one node can have. Source: Systems Manager endpoints and quotas.
   * Each association here has one target of the five that AWS allows, so that its targets are a union.
   */
  associationsPerNode: 20,
  /** Characters of a tag's key. Source: EC2 User Guide, "Tag restrictions". */
  tagKeyLength: 128,
} as const;
