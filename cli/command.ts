/** A flag of a command. */
export interface Flag {
  /** A string flag takes the next word, or what follows "=". */
  type: "string" | "boolean";
  /** What to call the value in the help. */
  value?: string;
  /** Whether several values add up; otherwise the last one counts. */
  multiple?: boolean;
  /** One sentence for the help. */
  about: string;
}

/** The flags that were given, by name: a list for a string flag, true for a boolean one. */
export interface Flags {
  strings: ReadonlyMap<string, readonly string[]>;
  booleans: ReadonlySet<string>;
}

/** Where a command writes, and what can stop it. */
export interface Terminal {
  /** The result, and nothing else. Resolves when it is written. */
  result(text: string): Promise<void>;
  /** One line for the person at the terminal. */
  message(line: string): void;
  /** Whether the result goes to a terminal that shows colours. */
  colour: boolean;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
}

/** Exit codes of every command. */
export const exitCodes = {
  /** Done, nothing to report. */
  ok: 0,
  /** An error: what was asked could not be done. */
  error: 1,
  /** Done, and there are changes or findings to look at. */
  findings: 2,
  /** Stopped by Ctrl-C: 128 and the number of the signal, as shells have it. */
  interrupted: 130,
} as const;

/** One command of nfm. */
export interface Command {
  name: string;
  /** One line for the list of commands. */
  about: string;
  flags: Record<string, Flag>;
  /** What stands below the flags in the command's help. */
  notes: string[];
  /** Resolves to the exit code. Throws a ProblemsError for what the user can mend. */
  run(flags: Flags, terminal: Terminal): Promise<number>;
}
