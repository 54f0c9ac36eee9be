import { fork } from "node:child_process";
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import * as pulumi from "@pulumi/pulumi";
import { label } from "./label.ts";

export default async function program() {
  const config = new pulumi.Config();
  const name = await Promise.resolve(label("first"));
  new pulumi.CustomResource("test:index:Thing", name, { size: config.get("size") });
  const script = new URL("child.ts", import.meta.url);
  const [fromThread] = await once(new Worker(script), "message");
  const [fromChild] = await once(fork(script), "message");
  console.log(fromThread, fromChild);
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
