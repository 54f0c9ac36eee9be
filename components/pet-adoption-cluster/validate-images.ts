import { show, type Problem } from "../shared/problems.ts";
import type { PetAdoptionClusterArgs } from "./args.ts";
import { ClusterEgress, PetWorkload } from "./choices.ts";
import { petServiceNames } from "./names.ts";
import { settingsOf } from "./settings.ts";

const registryPattern = /^[a-z0-9][a-z0-9.-]*(:\d+)?(\/[a-z0-9._-]+)*$/;
const imagePattern = /^[a-z0-9][a-z0-9.-]*(:\d+)?\/[a-z0-9._/-]+(:[\w.-]+|@sha256:[0-9a-f]{64})$/;

/** Registries on the internet, each with all hosts below it. No endpoint leads to any of them. */
const publicHosts = [
  "public.ecr.aws",
  "ecr-public.aws.com",
  "docker.io",
  "gcr.io",
  "ghcr.io",
  "mcr.microsoft.com",
  "pkg.dev",
  "quay.io",
  "registry.k8s.io",
];

/**
 * Host of a reference or registry; Docker Hub's where there is none, as container runtimes read it.
 * Source: distribution/reference, "normalize.go".
 */
function hostOf(reference: string): string {
  const [first = ""] = reference.split("/");
  return first === "localhost" || /[.:]/.test(first) ? first : "docker.io";
}

/**
 * Why a registry cannot be reached through endpoints; undefined when nothing here speaks against it. Those that are made
 * or asked for lead to private repositories of the cluster's own Region.
 * Source: Amazon ECR User Guide, "Considerations for Amazon ECR VPC endpoints".
 */
function unreachable(reference: string, region: string | undefined): string | undefined {
  const host = hostOf(reference);
  if (publicHosts.some((known) => host === known || host.endsWith(`.${known}`))) {
    return `${host} is public, and endpoints of ECR do not serve public registries`;
  }
  const ecrRegion = /^\d{12}\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com$/.exec(host)?.[1];
  if (ecrRegion === undefined || region === undefined || ecrRegion === region) return undefined;
  return `${host} is not in ${region}, where the endpoints lead`;
}

/** What is wrong with a registry or reference where nothing but endpoints leads out of the VPC. */
function reachProblems(
  reference: string,
  given: string | undefined,
  path: string,
  region: string | undefined,
): Problem[] {
  const reason = unreachable(reference, region);
  if (reason === undefined) return [];
  const own = `123456789012.dkr.ecr.${region ?? "ap-northeast-1"}.amazonaws.com`;
  const allowed = `a registry that the VPC reaches: private ECR of its Region, such as ${own}; ${reason}`;
  const fix = 'copy the images to your own ECR and name it, or set egress to "nat"';
  return [{ path, given: show(given), allowed, fix }];
}

function imagesProblems(args: PetAdoptionClusterArgs, path: string, region: string | undefined): Problem[] {
  const { workload, egress } = settingsOf(args);
  if (workload !== PetWorkload.Full) {
    if (args.images === undefined) return [];
    const allowed = `nothing with workload ${show(workload)}`;
    return [{ path, given: "a value", allowed, fix: 'remove it, or set workload to "full"' }];
  }
  const missing = petServiceNames.filter((name) => args.images?.[name] === undefined);
  const problems: Problem[] = [];
  if (missing.length > 0) {
    const fix = "build the workshop's images, push them to a registry of yours, and give each reference";
    const given = `no image for ${missing.join(", ")}`;
    problems.push({ path, given, allowed: "an image for each service; AWS publishes none", fix });
  }
  for (const name of petServiceNames) {
    const image = args.images?.[name];
    if (image === undefined) continue;
    const at = `${path}.${name}`;
    if (!imagePattern.test(image)) {
      const fix = "write registry/repository:tag, or @sha256: and the digest";
      const allowed = "a full reference with a tag or a digest";
      problems.push({ path: at, given: show(image), allowed, fix });
    } else if (egress === ClusterEgress.Endpoints) {
      problems.push(...reachProblems(image, image, at, region));
    }
  }
  return problems;
}

function registryProblems(args: PetAdoptionClusterArgs, path: string, region: string | undefined): Problem[] {
  const { workload, egress, imageRegistry } = settingsOf(args);
  if (!registryPattern.test(imageRegistry)) {
    const fix =
      'leave scheme and tag out, such as "123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/mirror"';
    return [{ path, given: show(imageRegistry), allowed: "a registry, perhaps with a path", fix }];
  }
  if (workload === PetWorkload.None || egress !== ClusterEgress.Endpoints) return [];
  return reachProblems(imageRegistry, args.imageRegistry, path, region);
}

/** What is wrong with where images come from; the Region of an ECR registry is compared when it is given. */
export function validateImages(args: PetAdoptionClusterArgs, path: string, region?: string): Problem[] {
  return [
    ...imagesProblems(args, `${path}.images`, region),
    ...registryProblems(args, `${path}.imageRegistry`, region),
  ];
}
