import type { ComponentModel, InvokeModel, Models, ResourceModel } from "../../engine/models/model.ts";
import { resourceReference, UNKNOWN, type Value } from "../../engine/values.ts";

/** A resource type with an id, an ARN, a list and a part of an object that its service chooses. */
export const thing: ResourceModel = {
  type: "test:index:Thing",
  cites: [],
  check: (inputs) => (inputs.size === 13 ? ["size 13 is unlucky"] : []),
  create(_inputs, context) {
    const generated = (property: string, format: (token: string) => string): Value =>
      context.generated(property, format);
    const port = (index: number): Value => generated(`ports[${index}]`, (token) => `port-${token}`);
    return {
      id: generated("id", (token) => `thing-${token}`),
      outputs: {
        arn: generated("arn", (token) => `arn:aws:test:::thing/${token}`),
        ports: context.dryRun ? UNKNOWN : [port(0), port(1)],
        detail: { fixed: 1 },
      },
    };
  },
};

/** A function that answers what it was asked. */
export const getThing: InvokeModel = {
  token: "test:index:getThing",
  cites: [],
  answer: (args) => ({ value: JSON.stringify(args) }),
};

/** `awsx.ec2.Vpc` reduced to a VPC with one subnet. */
export const vpc: ComponentModel = {
  type: "awsx:ec2:Vpc",
  cites: [],
  async construct(inputs, context) {
    const own = await context.register("aws:ec2/vpc:Vpc", context.name, {
      cidrBlock: inputs.cidrBlock ?? "10.0.0.0/16",
    });
    const subnet = await context.register(
      "aws:ec2/subnet:Subnet",
      `${context.name}-public-1`,
      { vpcId: own.id, tags: { Name: "public" } },
      { parent: own.urn, propertyDependencies: { vpcId: [own.urn] } },
    );
    return {
      outputs: {
        vpc: resourceReference(own.urn, own.id === UNKNOWN ? "" : (own.id as string)),
        vpcId: own.id,
        publicSubnetIds: subnet.id === UNKNOWN ? UNKNOWN : [subnet.id],
      },
      dependencies: { vpcId: [own.urn], publicSubnetIds: [subnet.urn] },
    };
  },
};

/** The models above. */
export const things: Models = {
  resources: new Map([[thing.type, thing]]),
  components: new Map([[vpc.type, vpc]]),
  invokes: new Map([[getThing.token, getThing]]),
};
