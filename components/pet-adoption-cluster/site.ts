import type * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../shared/inputs.ts";
import type { PetAdoptionClusterArgs } from "./args.ts";
import type { Settings } from "./settings.ts";

/** What every part of the component gets to make its resources. */
export interface Site {
  component: pulumi.Resource;
  /** Name of the component; every child's name begins with it. */
  name: string;
  args: PetAdoptionClusterArgs;
  settings: Settings;
  /** Name of the provider's Region. */
  regionName: pulumi.Output<string>;
  tags: Tags | undefined;
}
