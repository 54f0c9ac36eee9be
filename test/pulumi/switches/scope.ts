import { part, type Switch } from "../switching.ts";

const scope = (change: object) => part("nfm:scope", change);

/** What is switched of the scope, from a stack that made it and keeps it. Nothing of it is ever a change in AWS. */
export const scopeSwitches: Switch[] = [
  {
    title: "is left to another stack, which exports it",
    change: scope({ owner: "second" }),
    does: [],
  },
  {
    title: "is taken from an output of a stack",
    change: (config) => ({
      ...config,
      "nfm:scope": { mode: "stackReference", stackReference: { stack: "organization/nfm/third" } },
    }),
    does: [],
  },
  {
    title: "is taken from an output, by its name, of another stack",
    change: scope({ stackReference: { stack: "organization/nfm/second", output: "scopeArn" } }),
    does: [],
  },
  {
    title: "is taken by its ARN",
    change: (config, { scopeArn }) => scope({ mode: "adopt", stackReference: undefined, scopeArn })(config),
    does: [],
  },
];
