import * as pulumi from "@pulumi/pulumi";
import { label } from "./label.ts";

export default async function program() {
  const config = new pulumi.Config();
  const name = await Promise.resolve(label("first"));
  new pulumi.CustomResource("test:index:Thing", name, { size: config.get("size") });
  console.log(`in ${process.cwd().split(/[\\/]/).at(-1)}`, process.title);
  return {
    name,
    project: pulumi.getProject(),
    stack: pulumi.getStack(),
    organization: pulumi.getOrganization(),
    dryRun: pulumi.runtime.isDryRun(),
    password: config.getSecret("password"),
    region: new pulumi.Config("aws").get("region"),
    nested: config.getObject("nested") ?? "none",
    variable: process.env.FROM_ESC ?? "none",
  };
}
