import { arn, chosen, declare, fixed, hexId, learned, ownAccount, same } from "../declare.ts";
import { address, digits } from "../formats.ts";
import type { ResourceModel } from "../model.ts";

const cites = ["ec2-id-and-arn-forms"];

/** VPCs, subnets, routes, gateways and addresses. */
export const networkModels: ResourceModel[] = [
  declare({
    type: "aws:ec2/vpc:Vpc",
    cites: [...cites, "vpc-main-route-table-and-default-group"],
    id: hexId("vpc-"),
    outputs: {
      arn: arn("ec2", (f) => `vpc/${f.text("id")}`),
      ownerId: ownAccount,
      defaultNetworkAclId: hexId("acl-"),
      defaultSecurityGroupId: hexId("sg-"),
      defaultRouteTableId: hexId("rtb-"),
      mainRouteTableId: same("defaultRouteTableId"),
      dhcpOptionsId: hexId("dopt-"),
      enableDnsSupport: fixed(true),
      instanceTenancy: fixed("default"),
      enableDnsHostnames: learned(false),
    },
  }),
  declare({
    type: "aws:ec2/subnet:Subnet",
    cites,
    id: hexId("subnet-"),
    outputs: {
      arn: arn("ec2", (f) => `subnet/${f.text("id")}`),
      ownerId: ownAccount,
      mapPublicIpOnLaunch: fixed(false),
      assignIpv6AddressOnCreation: fixed(false),
    },
  }),
  declare({
    type: "aws:ec2/routeTable:RouteTable",
    cites,
    id: hexId("rtb-"),
    outputs: {
      arn: arn("ec2", (f) => `route-table/${f.text("id")}`),
      ownerId: ownAccount,
      routes: learned([]),
      propagatingVgws: learned([]),
    },
  }),
  declare({ type: "aws:ec2/routeTableAssociation:RouteTableAssociation", cites, id: hexId("rtbassoc-") }),
  declare({
    type: "aws:ec2/route:Route",
    cites,
    id: chosen((f) => `r-${f.text("routeTableId")}${digits(f)}`),
    outputs: { origin: learned("CreateRoute"), state: learned("active") },
  }),
  declare({
    type: "aws:ec2/internetGateway:InternetGateway",
    cites,
    id: hexId("igw-"),
    outputs: { arn: arn("ec2", (f) => `internet-gateway/${f.text("id")}`), ownerId: ownAccount },
  }),
  declare({
    type: "aws:ec2/natGateway:NatGateway",
    cites,
    id: hexId("nat-"),
    outputs: {
      associationId: hexId("eipassoc-"),
      networkInterfaceId: hexId("eni-"),
      publicIp: chosen(address),
      privateIp: chosen(address),
      connectivityType: fixed("public"),
    },
  }),
  declare({
    type: "aws:ec2/eip:Eip",
    cites,
    id: hexId("eipalloc-"),
    outputs: {
      allocationId: same("id"),
      arn: arn("ec2", (f) => `elastic-ip/${f.text("id")}`),
      publicIp: chosen(address),
      publicDns: chosen(
        (f) => `ec2-${f.text("publicIp").replaceAll(".", "-")}.${f.region}.compute.amazonaws.com`,
      ),
      domain: learned("vpc"),
    },
  }),
];
