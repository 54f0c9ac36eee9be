import * as pulumi from "@pulumi/pulumi";

enum Size {
  Small = "small",
}

class Thing extends pulumi.CustomResource {
  declare readonly arn: pulumi.Output<string>;

  constructor(name: string, size: Size) {
    super("test:index:Thing", name, { size, arn: undefined });
  }
}

const thing = new Thing("first", Size.Small);

export const text = pulumi.interpolate`arn is ${thing.arn}`;
export const size = Size.Small;
