/**
 * Limits of Network Flow Monitor.
 * Source: CloudWatch service quotas, section Network Flow Monitor; API model 2023-04-19 for names and tags.
 */
export const limits = {
  /** Scopes in one account and Region. Not adjustable. */
  scopesPerAccountAndRegion: 1,
  /** Accounts in one scope, its own included. */
  accountsPerScope: 100,
  /** Monitors in one account and Region. Adjustable. */
  monitorsPerAccountAndRegion: 20,
  /** Local resources of one monitor. Not adjustable. */
  localResourcesPerMonitor: 25,
  /** Remote resources of one monitor. Not adjustable. */
  remoteResourcesPerMonitor: 25,
  /** Characters in a monitor's name. */
  monitorNameLength: 255,
  /** Tags on one resource. */
  tagsPerResource: 200,
  /** Characters in the key of a tag. */
  tagKeyLength: 128,
  /** Characters in the value of a tag. */
  tagValueLength: 256,
} as const;

/**
 * What a monitor's name looks like.
 * Source: Network Flow Monitor API model 2023-04-19, `ResourceName`.
 */
export const monitorNamePattern = /^[a-zA-Z0-9_.-]+$/;
