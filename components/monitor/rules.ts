import { RemoteResourceType } from "../nfm/index.ts";
import { show, type Problem } from "../shared/problems.ts";

/** A resource of a monitor whose identifier is known and well formed. */
export interface PlacedResource {
  /** Where it stands in the arguments. */
  path: string;
  type: string;
  identifier: string;
  /** The Region that it is in; undefined for a service. */
  region: string | undefined;
}

function at(resource: PlacedResource, allowed: string, fix: string): Problem {
  return { path: `${resource.path}.identifier`, given: show(resource.identifier), allowed, fix };
}

/** Every local resource is in the monitor's Region. Source: API model 2023-04-19, `CreateMonitor`. */
export function localRegionProblems(locals: PlacedResource[], current: string | undefined): Problem[] {
  if (current === undefined) return [];
  return locals
    .filter((resource) => resource.region !== current)
    .map((resource) =>
      at(resource, `a resource in ${current}, the monitor's Region`, "make one monitor for each Region"),
    );
}

/** All remote resources are in one Region. Source: API model 2023-04-19, `CreateMonitor`. */
export function oneRemoteRegionProblems(remotes: PlacedResource[]): Problem[] {
  const placed = remotes.filter((resource) => resource.region !== undefined);
  const first = placed[0]?.region;
  if (first === undefined) return [];
  return placed
    .filter((resource) => resource.region !== first)
    .map((resource) =>
      at(
        resource,
        `one Region for all remote resources, here ${first}`,
        "make one monitor for each remote Region",
      ),
    );
}

/**
 * Beside a service every other remote resource is in the monitor's Region.
 * Source: API model 2023-04-19, `CreateMonitor`.
 */
export function serviceRegionProblems(remotes: PlacedResource[], current: string | undefined): Problem[] {
  const hasService = remotes.some((resource) => resource.type === RemoteResourceType.AwsService);
  if (!hasService || current === undefined) return [];
  return remotes
    .filter((resource) => resource.region !== undefined && resource.region !== current)
    .map((resource) =>
      at(
        resource,
        `a resource in ${current}, the monitor's Region, since a service is a remote resource too`,
        "make a second monitor for the other Region",
      ),
    );
}

/**
 * Of another Region only the Region as a whole can be remote.
 * Source: API model 2023-04-19, `CreateMonitor`.
 */
export function otherRegionProblems(remotes: PlacedResource[], current: string | undefined): Problem[] {
  if (current === undefined) return [];
  return remotes.flatMap((resource) => {
    const { region, type } = resource;
    if (region === undefined || region === current || type === RemoteResourceType.Region) return [];
    const whole = `type ${show(RemoteResourceType.Region)}, identifier ${show(region)}`;
    return [
      at(resource, `of another Region than ${current} only the Region as a whole`, `name that: ${whole}`),
    ];
  });
}

/** No resource twice on one side. The same resource may be local and remote: flows inside a VPC are just that. */
export function duplicateProblems(resources: PlacedResource[]): Problem[] {
  const seen = new Map<string, string>();
  return resources.flatMap((resource) => {
    const key = JSON.stringify([resource.type, resource.identifier]);
    const first = seen.get(key);
    if (first !== undefined)
      return [at(resource, `each resource once; it is ${first} already`, "remove one of the two")];
    seen.set(key, resource.path);
    return [];
  });
}
