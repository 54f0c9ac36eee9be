import { arn, chosen, declare, fixed, hexId, learned, open, same, type Format } from "./declare.ts";
import { digits, hex16 } from "./formats.ts";
import type { ResourceModel } from "./model.ts";

const cites = ["elb-arn-and-dns-forms"];
const autoName = { property: "name", maxLength: 32, prefixProperty: "namePrefix" };

/** What an ARN calls each type of load balancer. */
const kinds: Record<string, string> = { application: "app", network: "net", gateway: "gwy" };

const kind: Format = (f) => {
  const type = f.input("loadBalancerType");
  return (typeof type === "string" ? kinds[type] : undefined) ?? "app";
};

/** The part of an ARN after a word, as CloudWatch uses it for dimensions. */
function suffix(after: string): Format {
  return (f) => f.text("arn").slice(f.text("arn").indexOf(after) + after.length);
}

/** The ARN of what stands behind another: its listener, or its rule. */
function below(property: string, from: string, to: string) {
  return chosen((f) => `${f.text(property).replace(`:${from}/`, `:${to}/`)}/${hex16(f)}`);
}

/** Load balancers of the second generation, their target groups and listeners. */
export const lbModels: ResourceModel[] = [
  declare({
    type: "aws:lb/loadBalancer:LoadBalancer",
    cites: [...cites, "elb-name-at-most-32"],
    autoName,
    id: same("arn"),
    outputs: {
      arn: arn("elasticloadbalancing", (f) => `loadbalancer/${kind(f)}/${f.text("name")}/${hex16(f)}`),
      arnSuffix: chosen(suffix(":loadbalancer/")),
      dnsName: chosen((f) => {
        const prefix = f.input("internal") === true ? "internal-" : "";
        return `${prefix}${f.text("name")}-${digits(f)}.${f.region}.elb.amazonaws.com`;
      }),
      zoneId: chosen(({ token }) => `Z${token.toUpperCase()}`),
      vpcId: hexId("vpc-"),
      loadBalancerType: fixed("application"),
      internal: learned((resource) => open(resource.inputs.internal) ?? false),
    },
  }),
  declare({
    type: "aws:lb/targetGroup:TargetGroup",
    cites: [...cites, "elb-name-at-most-32"],
    autoName,
    id: same("arn"),
    outputs: {
      arn: arn("elasticloadbalancing", (f) => `targetgroup/${f.text("name")}/${hex16(f)}`),
      arnSuffix: chosen((f) => `targetgroup/${suffix(":targetgroup/")(f)}`),
      targetType: fixed("instance"),
      loadBalancerArns: learned([]),
    },
  }),
  declare({
    type: "aws:lb/targetGroupAttachment:TargetGroupAttachment",
    cites,
    id: chosen((f) => `${f.text("targetGroupArn")}-${f.token}`),
  }),
  declare({
    type: "aws:lb/listener:Listener",
    cites,
    id: same("arn"),
    outputs: { arn: below("loadBalancerArn", "loadbalancer", "listener") },
  }),
  declare({
    type: "aws:lb/listenerRule:ListenerRule",
    cites,
    id: same("arn"),
    outputs: { arn: below("listenerArn", "listener", "listener-rule") },
  }),
];
