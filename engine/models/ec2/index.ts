import type { ResourceModel } from "../model.ts";
import { computeModels } from "./compute.ts";
import { endpointModels } from "./endpoint.ts";
import { networkModels } from "./network.ts";
import { securityModels } from "./security.ts";

/** What EC2 answers, with the VPC's parts. */
export const ec2Models: ResourceModel[] = [
  ...networkModels,
  ...securityModels,
  ...endpointModels,
  ...computeModels,
];
