import { LocalResourceType, RemoteResourceType, RemoteService } from "../nfm/index.ts";
import { parseArn } from "../shared/arn.ts";
import { oneOf } from "../shared/problems.ts";

/** How the resources of one type are named. */
export interface IdentifierKind {
  /** What is allowed, for a message. */
  allowed: string;
  /** Where to get it, for a message. */
  fix: string;
  /** Whether an identifier has the right form. */
  fits: (identifier: string) => boolean;
  /** Region of a well-formed identifier; undefined for a service, which is in whatever Region the monitor is. */
  regionOf: (identifier: string) => string | undefined;
}

// Local Zones (us-west-2-lax-1a) and Wavelength Zones do not fit: no source says that a monitor takes them, and
// their flows are not among those that the network health indicator covers.
const regionName = /^[a-z]{2}(-[a-z]+)+-\d+$/;
const zoneName = /^([a-z]{2}(?:-[a-z]+)+-\d+)[a-z]$/;

function arnKind(
  service: string,
  resource: RegExp,
  what: string,
  example: string,
  fix: string,
): IdentifierKind {
  return {
    allowed: `the ARN of ${what}, such as arn:aws:${service}:ap-northeast-1:123456789012:${example}`,
    fix,
    fits: (identifier) => {
      const arn = parseArn(identifier);
      if (arn?.service !== service || arn.accountId === "") return false;
      return regionName.test(arn.region) && resource.test(arn.resource);
    },
    regionOf: (identifier) => parseArn(identifier)?.region,
  };
}

const kinds: Record<LocalResourceType | RemoteResourceType, IdentifierKind> = {
  [LocalResourceType.Vpc]: arnKind(
    "ec2",
    /^vpc\/vpc-[0-9a-z]+$/,
    "a VPC",
    "vpc/vpc-0123456789abcdef0",
    "an id is not enough: make its ARN by `vpcArn`, or take the VPC's own `arn`",
  ),
  [LocalResourceType.Subnet]: arnKind(
    "ec2",
    /^subnet\/subnet-[0-9a-z]+$/,
    "a subnet",
    "subnet/subnet-0123456789abcdef0",
    "an id is not enough: make its ARN by `subnetArn`, or take the subnet's own `arn`",
  ),
  [LocalResourceType.EksCluster]: arnKind(
    "eks",
    /^cluster\/[0-9A-Za-z][\w-]{0,99}$/,
    "an EKS cluster",
    "cluster/pets",
    "take it from `aws eks describe-cluster --query cluster.arn`",
  ),
  [LocalResourceType.AvailabilityZone]: {
    allowed: "the name of an Availability Zone, such as ap-northeast-1a",
    fix: "take ZoneName, not ZoneId, from `aws ec2 describe-availability-zones`; a Local Zone is not one",
    fits: (identifier) => zoneName.test(identifier),
    regionOf: (identifier) => zoneName.exec(identifier)?.[1],
  },
  [LocalResourceType.Region]: {
    allowed: "the name of a Region, such as ap-northeast-1",
    fix: "take it from `aws ec2 describe-regions`",
    fits: (identifier) => regionName.test(identifier),
    regionOf: (identifier) => identifier,
  },
  [RemoteResourceType.AwsService]: {
    allowed: oneOf(Object.values(RemoteService)),
    fix: "choose one of them, spelled so",
    fits: (identifier) => Object.values(RemoteService).some((service) => service === identifier),
    regionOf: () => undefined,
  },
};

/**
 * How the resources of a type are named; undefined for a type that the API does not have.
 * Source: Network Flow Monitor API model 2023-04-19, documentation of `CreateMonitor`.
 */
export function identifierKind(type: string): IdentifierKind | undefined {
  return Object.hasOwn(kinds, type) ? kinds[type as keyof typeof kinds] : undefined;
}
