import assert from "node:assert/strict";
import type { Values } from "../../engine/values.ts";
import { instanceWays } from "./ways.ts";

describe("the route of flow reports, by kind of network", () => {
  it("goes through a NAT gateway when that stands in a subnet with an internet gateway", () => {
    const found = instanceWays((p, { net, subnet, route }) => {
      const gateway = p.resource("aws:ec2/internetGateway:InternetGateway", "igw", { vpcId: net.id });
      const front = subnet("front");
      route(front, { gatewayId: gateway.id });
      const home = subnet("home");
      route(home, {
        natGatewayId: p.resource("aws:ec2/natGateway:NatGateway", "nat", { subnetId: front.id }).id,
      });
      return { subnetId: home.id };
    });
    assert.deepEqual(found, ["i in home: open by NAT gateway nat > igw"]);
  });

  it("is closed when the NAT gateway stands in a subnet with no way out, unknown when it stands elsewhere", () => {
    const behind = (home: boolean) =>
      instanceWays((p, { subnet, route }) => {
        const back = subnet("back");
        const nat = home
          ? p.resource("aws:ec2/natGateway:NatGateway", "nat", { subnetId: back.id }).id
          : "nat-1";
        const own = subnet("home");
        route(own, { natGatewayId: nat });
        return { subnetId: own.id };
      });
    assert.deepEqual(behind(true), [
      "i in home: closed by NAT gateway nat, nat stands in back, which has no internet gateway",
    ]);
    assert.deepEqual(behind(false), [
      "i in home: unknown by NAT gateway nat-1, where nat-1 stands is not in this program",
    ]);
  });

  it("follows the main route table and inline routes", () => {
    const found = instanceWays((p, { net, subnet }) => {
      const gateway = p.resource("aws:ec2/internetGateway:InternetGateway", "igw", { vpcId: net.id });
      const routes = [
        { cidrBlock: "10.9.0.0/16", gatewayId: "local" },
        { cidrBlock: "0.0.0.0/0", gatewayId: gateway.id },
      ];
      const table = p.resource("aws:ec2/routeTable:RouteTable", "table", { routes, vpcId: net.id });
      const inputs = { routeTableId: table.id, vpcId: net.id };
      p.resource("aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation", "main", inputs);
      return { associatePublicIpAddress: true, subnetId: subnet("home").id };
    });
    assert.deepEqual(found, ["i in home: open by internet gateway igw"]);
  });

  it("follows the routes of a VPC's default route table", () => {
    const found = instanceWays((p, { net, subnet }) => {
      const defaultRouteTableId = net.out("defaultRouteTableId");
      const routes = [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-0123" }];
      p.resource("aws:ec2/defaultRouteTable:DefaultRouteTable", "default", { defaultRouteTableId, routes });
      return { associatePublicIpAddress: true, subnetId: subnet("home").id };
    });
    assert.deepEqual(found, ["i in home: open by internet gateway igw-0123"]);
  });

  it("is unknown beyond a transit gateway, an unknown gateway and what other programs made", () => {
    const through = (inputs: Values) =>
      instanceWays((_, { subnet, route }) => {
        const home = subnet("home");
        route(home, inputs);
        return { subnetId: home.id };
      });
    const beyond = "what lies behind tgw-1 is not in this program";
    assert.deepEqual(through({ transitGatewayId: "tgw-1" }), [
      `i in home: unknown by other tgw-1, ${beyond}`,
    ]);
    assert.deepEqual(through({ gatewayId: "vgw-1" }), [
      "i in home: unknown by unknown , the gateway of home-table is not in this program",
    ]);
    assert.deepEqual(through({}), [
      "i in home: unknown by unknown , the default route of home-table names no gateway",
    ]);
    assert.deepEqual(
      instanceWays(() => ({ subnetId: "subnet-1" })),
      ["i in ?: unknown by unknown , its subnets are not in this program"],
    );
    assert.deepEqual(
      instanceWays(() => undefined),
      ["i in ?: unknown by unknown , its subnets are not in this program"],
    );
    assert.deepEqual(
      instanceWays((_, { subnet }) => ({ subnetId: subnet("home", { vpcId: "vpc-1" }).id })),
      ["i in home: unknown by unknown , no route table association in this program"],
    );
  });

  it("takes a gateway endpoint for packages only in subnets whose route table has it", () => {
    const s3 = "s3.ap-northeast-1.amazonaws.com:443";
    const withEndpoint = (joined: "inline" | "association" | "no") =>
      instanceWays((p, { net, subnet, route }) => {
        const home = subnet("home");
        const table = route(home, { gatewayId: "igw-1" });
        const serviceName = "com.amazonaws.ap-northeast-1.s3";
        const inputs: Values = {
          serviceName,
          vpcId: net.id,
          ...(joined === "inline" ? { routeTableIds: [table.id] } : {}),
        };
        const endpoint = p.resource("aws:ec2/vpcEndpoint:VpcEndpoint", "s3", inputs);
        if (joined === "association") {
          const ids = { routeTableId: table.id, vpcEndpointId: endpoint.id };
          p.resource(
            "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation",
            "join",
            ids,
          );
        }
        return { associatePublicIpAddress: true, subnetId: home.id };
      }, s3);
    assert.deepEqual(withEndpoint("inline"), ["i in home: open by gateway endpoint s3"]);
    assert.deepEqual(withEndpoint("association"), ["i in home: open by gateway endpoint s3"]);
    assert.deepEqual(withEndpoint("no"), ["i in home: open by internet gateway igw-1"]);
  });
});
