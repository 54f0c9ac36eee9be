import type { Values } from "../../engine/values.ts";
import type { SendingRoute } from "../../plan/routes.ts";
import { planOf } from "./analyse.ts";
import type { Handle, Program } from "./simulate.ts";
import { documentContent } from "./site.ts";

/** Where flow reports go in Tokyo. */
export const reports = "networkflowmonitorreports.ap-northeast-1.api.aws:443";

/** The ways of flow reports, one line each. */
export function ways(routes: readonly SendingRoute[], destination = reports): string[] {
  return routes
    .filter((route) => route.destination === destination)
    .map(({ host, subnet = "?", via, through, state, reason }) => {
      return `${host} in ${subnet}: ${state} by ${via} ${through.join(" > ")}${reason === undefined ? "" : `, ${reason}`}`;
    });
}

/** Makes parts of a pretended network. */
export interface Network {
  net: Handle;
  subnet: (name: string, options?: Values) => Handle;
  route: (subnet: Handle, inputs: Values) => Handle;
}

/** A program with one VPC, built as the test says, and one instance `i` with the agent in subnet `home`. */
export function instanceWays(
  build: (p: Program, network: Network) => Values | undefined,
  destination = reports,
): string[] {
  const plan = planOf((p) => {
    const net = p.resource("aws:ec2/vpc:Vpc", "net", { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true });
    const subnet = (name: string, options: Values = {}) =>
      p.resource("aws:ec2/subnet:Subnet", name, { cidrBlock: "10.0.1.0/24", vpcId: net.id, ...options });
    const route = (to: Handle, inputs: Values) => {
      const table = p.resource("aws:ec2/routeTable:RouteTable", `${to.urn.split("::").pop()!}-table`, {
        vpcId: net.id,
      });
      const ids = { routeTableId: table.id, subnetId: to.id };
      p.resource(
        "aws:ec2/routeTableAssociation:RouteTableAssociation",
        `${to.urn.split("::").pop()!}-link`,
        ids,
      );
      p.resource("aws:ec2/route:Route", `${to.urn.split("::").pop()!}-route`, {
        destinationCidrBlock: "0.0.0.0/0",
        routeTableId: table.id,
        ...inputs,
      });
      return table;
    };
    const inputs = build(p, { net, subnet, route }) ?? {};
    p.resource("aws:ec2/instance:Instance", "i", { tags: { nfm: "on" }, ...inputs });
    p.resource("aws:ssm/document:Document", "agent", { content: documentContent(true), name: "agent" });
    const targets = [{ key: "tag:nfm", values: ["on"] }];
    p.resource("aws:ssm/association:Association", "rollout", { name: "agent", targets });
  });
  return ways(plan.routes, destination);
}
