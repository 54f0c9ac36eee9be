import type { Command, Flag } from "./command.ts";

/** What `nfm --help` prints. */
export function generalHelp(commands: readonly { name: string; about: string }[]): string {
  return [
    "nfm shows what a Pulumi program sets up for Amazon CloudWatch Network Flow Monitor.",
    "",
    "Usage: nfm COMMAND [FLAGS]",
    "",
    "Commands:",
    ...columns(commands.map(({ name, about }) => [name, about])),
    "",
    "Flags:",
    ...columns([
      ["--help", "Show this help, or with a command the help of that command."],
      ["--version", "Show the version of nfm."],
    ]),
    "",
    "Exit codes: 0 done, 1 error, 2 changes or findings, 130 interrupted.",
    "",
  ].join("\n");
}

/** What `nfm COMMAND --help` prints. */
export function commandHelp(command: Command): string {
  const flags = Object.entries(command.flags).map(([name, flag]): [string, string] => [
    usage(name, flag),
    flag.about,
  ]);
  return [
    command.about,
    "",
    `Usage: nfm ${command.name} [FLAGS]`,
    "",
    "Flags:",
    ...columns([...flags, ["--help", "Show this help."]]),
    "",
    ...command.notes,
    "",
  ].join("\n");
}

function usage(name: string, flag: Flag): string {
  return flag.type === "boolean" ? `--${name}` : `--${name} ${flag.value ?? "VALUE"}`;
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
