/** A failure that users of Network Flow Monitor reported. */
export interface Known {
  /** What goes wrong, and why. */
  cause: string;
  /** Titles of the tests in this folder, or how they begin, that show what the user sees. */
  shownBy?: string[];
  /** Why infrastructure never meets it. */
  notMet?: string;
}

const invisible = "no call of AWS fails";

/**
 * Known failures by their numbers, which docs and tests cite: A of setup and data, B of the agent on EKS, C of
 * infrastructure as code.
 */
export const known: Record<string, Known> = {
  A1: {
    cause:
      "an agent that Systems Manager installed was never activated; no call fails, so the roll-out does both",
    shownBy: ["A1, A2, A3: has on every instance an agent", "A1: would hear nothing of an agent"],
  },
  A2: {
    cause: "the role lacks the policy to publish; no call fails, so the roll-out attaches it first",
    shownBy: ["A2: would hear nothing of instances", "activates no agent before its role may publish"],
  },
  A3: {
    cause: "no way to the host of the reports; no call fails, so the site makes one before its instances",
    shownBy: ["A3: reaches Systems Manager", "starts no instance before its way out"],
  },
  A4: {
    cause: "Systems Manager does not know the instance, for want of an agent, a role or a way",
    shownBy: [
      "A4: explains an agent roll-out that reaches no instance",
      "A4: explains a roll-out to instances",
      "A4: reports",
    ],
  },
  A5: { cause: "nothing in the console, because one of three layers is missing", notMet: invisible },
  A6: { cause: "nothing for the first 20 minutes, as is normal", notMet: invisible },
  A7: { cause: "no round-trip time where there is too little traffic", notMet: invisible },
  A8: { cause: "flows to the internet have no category", notMet: invisible },
  A9: {
    cause: "results name zones by id, settings by name",
    shownBy: ["A9: a zone by its id"],
  },
  A10: {
    cause: "keys of the API are spelled otherwise in scripts",
    notMet: "no script of ours calls the API",
  },
  A11: { cause: "whoever acts lacks a permission", shownBy: ["A11: leaves a permission"] },
  B1: {
    cause: "add-ons after 1.0.0 refuse its service account",
    shownBy: [
      "B1 and B2: the service account of version 1.0.0",
      "B1 and B2: the service account of add-on 1.0.0",
    ],
  },
  B2: {
    cause: "the role is bound to the old service account",
    shownBy: [
      "B1 and B2: the service account of version 1.0.0",
      "B1 and B2: the service account of add-on 1.0.0",
    ],
  },
  B3: { cause: "namespace or service account say monitoring", shownBy: ["B3: names that look right"] },
  B4: { cause: "an older agent on Bottlerocket hides memory limits", shownBy: ["B4: an agent that hides"] },
  B5: { cause: "an old agent tolerates no taint", shownBy: ["B5, B6, B7, B10 and B13"] },
  B6: { cause: "an old agent mixes up names of pods", shownBy: ["B5, B6, B7, B10 and B13"] },
  B7: { cause: "an old agent needs much memory", shownBy: ["B5, B6, B7, B10 and B13"] },
  B8: {
    cause: "nodes without instance metadata, without which the agent ends",
    shownBy: ["B8: nodes whose instance metadata is off", "B8: nodes without instance metadata"],
  },
  B9: { cause: "a build of the agent from its source fails", notMet: "nothing here builds the agent" },
  B10: { cause: "an old agent has no OpenMetrics", shownBy: ["B5, B6, B7, B10 and B13"] },
  B11: { cause: "AWS's sample has the namespace as the add-on's name", shownBy: ["B11: the namespace"] },
  B12: { cause: "a documented kubectl command finds nothing", notMet: "it is no infrastructure" },
  B13: { cause: "an old agent gives no service map", shownBy: ["B5, B6, B7, B10 and B13"] },
  B14: {
    cause: "a proxy that inspects has a CA of its own",
    notMet: "the managed add-on has no setting for it",
  },
  B15: {
    cause: "two things bind the service account",
    shownBy: ["B15: a second association", "B15: an association after", "B15: two ways to bind"],
  },
  C1: {
    cause: "an account has one scope in a Region",
    shownBy: ["explains a second scope in one line", "lets a second stack adopt the scope"],
  },
  C2: {
    cause: "the provider's documents spell two types of resources wrong",
    shownBy: ["C2: a type of resource", "refuses a program without our components that says AWS::EC2::"],
  },
  C3: { cause: "CloudFormation has no scope", notMet: "Pulumi has" },
  C4: {
    cause: "a scope takes no change while AWS works on the one before",
    shownBy: ["C4: explains a change"],
  },
  C5: {
    cause: "roles of the service cannot go before all that uses them",
    notMet: "AWS makes them, and nothing here deletes them",
  },
  C6: {
    cause: "what was made by hand must be imported",
    shownBy: ["comes below our components by the import file"],
  },
  C7: { cause: "a documented example shows fields of another service", notMet: "it is no infrastructure" },
};
