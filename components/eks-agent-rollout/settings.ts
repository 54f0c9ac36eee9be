import type { EksAgentRolloutArgs } from "./args.ts";
import { EksAgentCredentials, EksPodIdentityAgent, type EksAgentNodes } from "./choices.ts";
import { defaultNodes, isAutoModeOnly } from "./nodes.ts";

/** What the plain arguments come to, defaults included. It decides which resources exist. */
export interface Settings {
  credentials: EksAgentCredentials;
  nodes: EksAgentNodes[];
  /** Every node that can run the agent is one of EKS Auto Mode. */
  autoModeOnly: boolean;
  createsPodIdentityAgent: boolean;
}

/** What the plain arguments come to. */
export function settingsOf(args: EksAgentRolloutArgs): Settings {
  // A word that is none of them is refused elsewhere, and is no reason to stumble before.
  const credentials =
    Object.values(EksAgentCredentials).find((each) => each === args.credentials) ??
    EksAgentCredentials.PodIdentity;
  const nodes = args.nodes ?? defaultNodes;
  const autoModeOnly = isAutoModeOnly(nodes);
  const { Create, Adopt } = EksPodIdentityAgent;
  const podIdentityAgent = args.podIdentityAgent ?? (autoModeOnly ? Adopt : Create);
  const createsPodIdentityAgent =
    credentials === EksAgentCredentials.PodIdentity && podIdentityAgent === Create;
  return { credentials, nodes, autoModeOnly, createsPodIdentityAgent };
}
