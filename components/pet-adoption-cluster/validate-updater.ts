import { plain } from "../shared/inputs.ts";
import { show, type Problem } from "../shared/problems.ts";
import type { PetAdoptionClusterArgs } from "./args.ts";
import { ClusterEgress, PetWorkload } from "./choices.ts";
import { settingsOf } from "./settings.ts";

/** Whether a text is an https URL on the port that network policies let out, with no user in it. */
function isReachable(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, port, username, password } = new URL(text);
  return protocol === "https:" && port === "" && username === "" && password === "";
}

/** What is wrong with the URL that answers status updates. One that is known only later is not read here. */
export function updaterProblems(args: PetAdoptionClusterArgs, path: string): Problem[] {
  const { workload, egress } = settingsOf(args);
  // Without the full workload nobody reads it, which is refused as such.
  if (args.statusUpdaterUrl === undefined || workload !== PetWorkload.Full) return [];
  const url = plain(args.statusUpdaterUrl);
  if (egress === ClusterEgress.Endpoints) {
    const allowed =
      "nothing without a way to the internet: no endpoint is made for it, and adoptions fail without an answer";
    const fix = 'remove it for a function behind a private API with its endpoint, or set egress to "nat"';
    return [{ path, given: "a value", allowed, fix }];
  }
  if (url === undefined || isReachable(url)) return [];
  // In front of an @ a password may stand. It would stand in a parameter that is no secret, too.
  const given = url.includes("@") ? "a text with @, [hidden]" : show(url);
  const allowed = "an https URL on port 443, the only port that network policies let out, without a user";
  return [{ path, given, allowed, fix: 'write it like "https://updates.example.com/status"' }];
}
