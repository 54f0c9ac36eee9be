import assert from "node:assert/strict";
import { planOf } from "./analyse.ts";
import { reports, ways } from "./ways.ts";
import { site, vpc, type SiteChoices } from "./site.ts";

function siteWays(choices: SiteChoices = {}): string[] {
  return ways(planOf((p) => site(p, choices)).routes);
}

/** Both subnets of the site have the same way. */
function same(line: string): string[] {
  return ["site-vpc-public-1", "site-vpc-public-2"].map(
    (subnet) => `site-asg in ${subnet}: ${line.replaceAll("SUBNET", subnet)}`,
  );
}

describe("the route of flow reports", () => {
  it("is the internet gateway in public subnets", () => {
    assert.deepEqual(siteWays(), same("open by internet gateway InternetGateway::site-vpc"));
  });

  it("is gone when the default routes are taken out of the program", () => {
    assert.deepEqual(siteWays({ noRoutes: true }), same("closed by none , SUBNET has no route to 0.0.0.0/0"));
  });

  it("is gone when the associations are taken out of the program", () => {
    const reason = "no route table association, and the main route table of site-vpc has no default route";
    assert.deepEqual(siteWays({ noAssociations: true }), same(`closed by none , ${reason}`));
  });

  it("is closed without a public address, and without egress on 443", () => {
    const gateway = "closed by internet gateway InternetGateway::site-vpc";
    assert.deepEqual(
      siteWays({ noPublicAddress: true }),
      same(`${gateway}, the instances have no public address`),
    );
    assert.deepEqual(
      siteWays({ noEgress: true }),
      same(`${gateway}, no egress rule of site-instances lets 443 out that way`),
    );
  });

  it("is the interface endpoint where there is one with private DNS, also beside an internet gateway", () => {
    assert.deepEqual(siteWays({ endpointPort: 443 }), same("open by interface endpoint site-reports"));
    assert.deepEqual(
      siteWays({ endpointPort: 443, privateDns: false }),
      same("open by internet gateway InternetGateway::site-vpc"),
    );
  });

  it("is closed when the endpoint's group does not admit 443, since private DNS leads there all the same", () => {
    const reason = "site-reports admits no 443 from SUBNET by its security groups";
    assert.deepEqual(
      siteWays({ endpointPort: 80 }),
      same(`closed by interface endpoint site-reports, ${reason}`),
    );
  });

  it("is worked out for commands and packages too", () => {
    const { routes } = planOf((p) => site(p, { endpointPort: 443 }));
    const found = routes.map(({ purpose, destination, via }) => `${purpose} ${destination} ${via}`);
    assert.deepEqual(
      [...new Set(found)],
      [
        `flow reports ${reports} interface endpoint`,
        "SSM commands ssm.ap-northeast-1.amazonaws.com:443 internet gateway",
        "SSM commands ssmmessages.ap-northeast-1.amazonaws.com:443 internet gateway",
        "agent package s3.ap-northeast-1.amazonaws.com:443 internet gateway",
      ],
    );
  });

  it("is not worked out for agents that are stopped", () => {
    const { routes } = planOf((p) => {
      vpc(p);
      p.resource("aws:ec2/instance:Instance", "i", { tags: { nfm: "on" } });
      p.resource("aws:ssm/association:Association", "a", {
        name: "AmazonCloudWatch-NetworkFlowMonitorManageAgent",
        parameters: { Action: "Deactivate" },
        targets: [{ key: "tag:nfm", values: ["on"] }],
      });
    });
    assert.deepEqual(routes, []);
  });
});
