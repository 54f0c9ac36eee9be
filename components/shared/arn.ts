/** The parts of an Amazon Resource Name. */
export interface Arn {
  partition: string;
  service: string;
  region: string;
  accountId: string;
  /** Everything after the account, such as `scope/0a1b…`. */
  resource: string;
}

/** Splits an ARN; undefined when the text is not one. Source: IAM User Guide, "Amazon Resource Names". */
export function parseArn(text: string): Arn | undefined {
  const [arn, partition, service, region, accountId, ...resource] = text.split(":");
  if (arn !== "arn" || !partition || !service || region === undefined || accountId === undefined)
    return undefined;
  if (!/^aws(-[a-z]+)*$/.test(partition) || !/^(\d{12})?$/.test(accountId) || resource.length === 0)
    return undefined;
  return { partition, service, region, accountId, resource: resource.join(":") };
}
