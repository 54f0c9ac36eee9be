import { setTimeout } from "node:timers/promises";
import type { Account } from "./account.ts";
import { ApiError } from "./errors.ts";

/**
 * Deletes that the provider repeats, for 20 minutes, while AWS says DependencyViolation, and that the engine may ask for
 * before what is in the way has gone: @pulumi/awsx lets nothing that has a public address depend on the gateway.
 * Source: terraform-provider-aws, internal/service/ec2/vpc_internet_gateway.go.
 */
const repeated = ["aws:ec2/internetGateway:InternetGateway"];

/** How long nothing in the account may change before the provider gives up, milliseconds: nothing will come then. */
const QUIET = 5000;
const PAUSE = 50;

/** Deletes, and again as long as the provider would. Errors: what AWS said last. */
export async function patiently(type: string, account: Account, remove: () => void): Promise<void> {
  let changedAt = Date.now();
  let seen = account.read().now;
  for (;;) {
    try {
      remove();
      return;
    } catch (error) {
      if (!repeated.includes(type) || !(error instanceof ApiError)) throw error;
      const { now } = account.read();
      if (now !== seen) [seen, changedAt] = [now, Date.now()];
      if (Date.now() - changedAt > QUIET) throw error;
    }
    await setTimeout(PAUSE);
  }
}
