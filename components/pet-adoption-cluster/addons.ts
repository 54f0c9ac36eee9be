import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { eksAgent } from "../nfm/index.ts";
import type { ControlPlane } from "./cluster.ts";
import type { Site } from "./site.ts";

/**
 * One add-on, in the version that EKS has as default for the cluster's Kubernetes version, so that it follows the
 * cluster. It replaces what is there: EKS puts its own unmanaged copies into a new cluster.
 */
function createAddon(
  site: Site,
  plane: ControlPlane,
  addonName: string,
  before: pulumi.Resource[],
): aws.eks.Addon {
  const { name, component, settings, tags } = site;
  const addon = aws.eks.getAddonVersionOutput(
    { addonName, kubernetesVersion: settings.version, mostRecent: false },
    { parent: component },
  );
  return new aws.eks.Addon(
    `${name}-${addonName}`,
    {
      clusterName: plane.name,
      addonName,
      addonVersion: addon.version,
      resolveConflictsOnCreate: "OVERWRITE",
      resolveConflictsOnUpdate: "OVERWRITE",
      tags,
    },
    { parent: component, dependsOn: before },
  );
}

/** The agent of Pod Identity: before the nodes, so that no pod starts without credentials. Auto Mode has its own. */
export function createPodIdentityAgent(site: Site, plane: ControlPlane): aws.eks.Addon {
  return createAddon(site, plane, eksAgent.podIdentityAddonName, []);
}

/** DNS of the cluster: after the nodes, since the add-on is ready only when its pods run. Auto Mode has its own. */
export function createCoreDns(site: Site, plane: ControlPlane, nodes: pulumi.Resource[]): aws.eks.Addon {
  return createAddon(site, plane, "coredns", nodes);
}
