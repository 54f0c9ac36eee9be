import { limits } from "../nfm/index.ts";
import { importCommand, type Failure } from "../shared/explain.ts";

/**
 * What to do when AWS refuses to create a monitor; undefined for an error that speaks for itself.
 * Source: errors of `CreateMonitor`, Network Flow Monitor API model 2023-04-19. Which of them AWS gives for a scope
 * that is not there, or not ready yet, is not documented.
 */
export function explainCreateFailure(
  failure: Failure,
  name: string,
  monitorName = "<monitorName>",
): string | undefined {
  const text = failure.errors.join("\n");
  if (text.includes("ConflictException")) {
    return [
      `${name}: this account has a monitor of that name in this Region already, and a name is unique there;`,
      "see it with `aws networkflowmonitor list-monitors`, then give this one another `monitorName`, or, if nobody",
      `needs the other, remove it with \`aws networkflowmonitor delete-monitor --monitor-name ${monitorName}\`, or, if`,
      `this stack made it and lost it, take it back with ${importCommand(failure, monitorName, name)}`,
      "(if that says `already exists`, it was to replace another monitor of this stack: remove it);",
      "if `list-monitors` shows none of that name, AWS still makes or changes the scope: run `pulumi up` again when",
      "`aws networkflowmonitor list-scopes` says SUCCEEDED",
    ].join(" ");
  }
  if (text.includes("ServiceQuotaExceededException")) {
    return [
      `${name}: an account has ${String(limits.monitorsPerAccountAndRegion)} monitors in a Region unless AWS raised it;`,
      "name several resources in one monitor, or ask AWS Support for more",
    ].join(" ");
  }
  if (text.includes("ResourceNotFoundException")) {
    return [
      `${name}: AWS has no such scope in this account and Region;`,
      "compare `scopeArn` with `aws networkflowmonitor list-scopes`",
    ].join(" ");
  }
  return undefined;
}
