import type { Values } from "../../../engine/values.ts";
import type { Account } from "./account.ts";
import { reach, serverOf, type Reached } from "./kubernetes.ts";

/** What each connection of the engine speaks to: it opens one for each provider resource. */
export interface Connections {
  configure(peer: string, config: Values): void;
  /** Name of the cluster behind a connection; undefined where it speaks to AWS, or nobody gets there. */
  clusterOf(peer: string): string | undefined;
  /** Refuses what needs a cluster that nobody reaches. */
  need(peer: string, operation: "read" | "write" | "delete"): void;
}

/** Connections of a provider, of which only that for Kubernetes speaks to clusters. */
export function openConnections(account: Account, provider: string): Connections {
  const kubeconfigs = new Map<string, string>();
  const reached = (peer: string): Reached => {
    if (provider !== "kubernetes") return {};
    const kubeconfig = kubeconfigs.get(peer);
    if (kubeconfig === undefined) return { unreachable: "there is no kubeconfig" };
    return reach(account.read(), kubeconfig);
  };
  return {
    configure(peer, { kubeconfig }) {
      if (typeof kubeconfig === "string") kubeconfigs.set(peer, kubeconfig);
    },
    clusterOf: (peer) => reached(peer).cluster,
    need(peer, operation) {
      const why = reached(peer).unreachable;
      if (why !== undefined) throw new Error(refusal(operation, why));
    },
  };
}

/** How the provider refuses. Source: pulumi-kubernetes, provider.go, Create, Read and Delete. */
function refusal(operation: "read" | "write" | "delete", why: string): string {
  if (operation === "write") return `configured Kubernetes cluster is unreachable: ${why}`;
  const failed =
    operation === "read"
      ? "failed to read resource state due to unreachable cluster."
      : "configured Kubernetes cluster is unreachable.";
  return (
    `${failed} If the cluster was deleted, you can remove this resource from Pulumi state by rerunning the operation ` +
    'with the PULUMI_K8S_DELETE_UNREACHABLE environment variable set to "true"'
  );
}

/**
 * What another configuration of the provider for Kubernetes means: another cluster, or one that is not known yet,
 * replaces the provider and all that it made. Source: pulumi-kubernetes, provider.go, DiffConfig.
 */
export function otherCluster(olds: Values, news: Values): boolean {
  const [before, after] = [olds.kubeconfig, news.kubeconfig];
  if (before === after) return false;
  if (typeof before !== "string" || typeof after !== "string") return true;
  try {
    return serverOf(before) !== serverOf(after);
  } catch {
    // What is not JSON is not known yet.
    return true;
  }
}
