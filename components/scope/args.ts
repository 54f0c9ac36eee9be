import type * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../shared/inputs.ts";

/** Where the scope comes from. An account has one scope in a Region, shared by every stack there. */
export const ScopeMode = {
  /** This component makes it. */
  Create: "create",
  /** It exists; its ARN is given. */
  Adopt: "adopt",
  /** Another stack made it and exports its ARN. */
  StackReference: "stackReference",
} as const;
/** Where the scope comes from. */
export type ScopeMode = (typeof ScopeMode)[keyof typeof ScopeMode];

/** What a destroy does with a scope that this component made. */
export const ScopeOnDestroy = {
  /** It stays, since other stacks may use it. */
  Retain: "retain",
  /** It is deleted, and Network Flow Monitor with it, for every stack of the account and Region. */
  Delete: "delete",
} as const;
/** What a destroy does with a scope that this component made. */
export type ScopeOnDestroy = (typeof ScopeOnDestroy)[keyof typeof ScopeOnDestroy];

/** One account in one Region that the scope covers. */
export interface ScopeTargetArgs {
  /** Twelve digits. */
  accountId: pulumi.Input<string>;
  /** Name of the Region, such as `ap-northeast-1`. */
  region: pulumi.Input<string>;
}

/** A stack that exports the scope's ARN. */
export interface ScopeStackReferenceArgs {
  /** Fully qualified name, `organization/project/stack`. */
  stack: string;
  /** Name of the stack output that holds the ARN. Default: `scopeArn`. */
  output?: string;
}

/** Arguments of `Scope`. */
export interface ScopeArgs {
  /**
   * Where the scope comes from: `create`, `adopt` or `stackReference`. It decides what exists, so it is a plain
   * value. Default: `create`.
   */
  mode?: ScopeMode;
  /** ARN of the scope to adopt. Required with mode `adopt`, refused otherwise. */
  scopeArn?: pulumi.Input<string>;
  /** The stack whose scope is used. Required with mode `stackReference`, refused otherwise. */
  stackReference?: ScopeStackReferenceArgs;
  /**
   * What the scope covers, with mode `create`. One target for now, in the scope's own Region. Default: the account
   * and Region of the provider.
   */
  targets?: ScopeTargetArgs[];
  /** What a destroy does with a created scope: `retain` or `delete`. Default: `retain`. */
  onDestroy?: ScopeOnDestroy;
  /** How long the creation may take, minutes. AWS needs 20 to 30. Default: 60. */
  createTimeoutMinutes?: number;
  /** Region of the scope. Default: the provider's. */
  region?: pulumi.Input<string>;
  /** Tags of a created scope. Default: none but the provider's own. */
  tags?: Tags;
}
