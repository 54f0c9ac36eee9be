import { chosen, declare } from "./declare.ts";
import { uuid } from "./formats.ts";
import type { ResourceModel } from "./model.ts";

/** Explicit providers: the engine gives each a UUID; they answer nothing else. */
export const providerModels: ResourceModel[] = ["aws", "awsx", "eks", "kubernetes"].map((name) =>
  declare({
    type: `pulumi:providers:${name}`,
    cites: ["pulumi-provider-ids"],
    regional: false,
    id: chosen(uuid),
  }),
);
