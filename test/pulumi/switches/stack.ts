import assert from "node:assert/strict";
import { isScope, part, together, type Switch } from "../switching.ts";
import { shipped } from "../world.ts";

/** Judges that something goes and something comes, and the scope stays. */
const swaps = (goes: string, comes: string) => (done: string[]) => {
  assert.ok(done.includes(`delete ${goes}`) && done.includes(`create ${comes}`));
  assert.deepEqual(done.filter(isScope), []);
};

const scope = { mode: "create", onDestroy: "retain" };
const cluster = "Cluster pets-cluster-eksCluster";
const site = "Group site-web-1";

/** What one stack builds in place of another thing, from a stack with the cluster. */
export const stackSwitches: Switch[] = [
  {
    title: "the EC2 site takes the cluster's place",
    change: () => ({ ...shipped("dev"), "nfm:scope": scope }),
    does: swaps(cluster, site),
  },
  {
    title: "the cluster takes the site's place, in another network and with other nodes",
    change: together(
      () => ({ ...shipped("staging"), "nfm:scope": scope }),
      part("nfm:eks", {
        compute: "autoMode",
        network: { availabilityZoneCount: 3, cidrBlock: "10.8.0.0/16" },
        nodes: undefined,
      }),
    ),
    does: swaps(site, cluster),
  },
];
