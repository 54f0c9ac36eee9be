/** One call that the engine made, as tests see it. */
export interface Call {
  /** Counts the calls of this process. */
  sequence: number;
  provider: string;
  /** `create`, `update`, `delete`, `read`, `check`, `diff`, `invoke`, `construct` or `configure`. */
  method: string;
  type: string;
  /** Name in the program; for an invoke its token. */
  name: string;
  preview: boolean;
}

/** What happens to a call. */
export interface Fault {
  /** Which call; what is left out matches every one. */
  method?: string;
  type?: string;
  name?: string;
  preview?: boolean;
  /** How many calls that match pass before it strikes. Default: 0. */
  after?: number;
  /** Whether AWS has acted by then. Default: `before`. */
  when?: "before" | "after";
  /** `tell` asks the test what to do next, and waits until it says. */
  kind: "error" | "throttle" | "hang" | "die" | "delay" | "tell";
  /** Text of the error. */
  message?: string;
  /** Milliseconds of a delay. */
  milliseconds?: number;
  /** How often AWS throttles before it answers. */
  times?: number;
  /** Whether it strikes every call that matches, not only one. */
  always?: boolean;
}

/** How often the provider repeats a throttled call. Source: AWS provider, argument `max_retries`. */
const MAX_RETRIES = 25;

/** What the process of a provider can do about faults. */
export interface Faults {
  set(faults: Fault[]): void;
  /** Errors: throws where the fault is an error. */
  strike(call: Call, when: "before" | "after"): Promise<void>;
}

/** Faults of one process. `tell` gets a call to wait for, and resolves when the test says so. */
export function openFaults(tell: (call: Call) => Promise<void>): Faults {
  let armed: Fault[] = [];
  return {
    set: (faults) => (armed = structuredClone(faults)),
    async strike(call, when) {
      for (const fault of armed.filter((each) => (each.when ?? "before") === when && matches(each, call))) {
        if ((fault.after ?? 0) > 0) fault.after = (fault.after ?? 0) - 1;
        else {
          if (fault.always !== true) armed = armed.filter((each) => each !== fault);
          await strike(fault, call, tell);
        }
      }
    },
  };
}

function matches(fault: Fault, call: Call): boolean {
  return (["method", "type", "name", "preview"] as const).every(
    (key) => fault[key] === undefined || fault[key] === call[key],
  );
}

async function strike(fault: Fault, call: Call, tell: (call: Call) => Promise<void>): Promise<void> {
  switch (fault.kind) {
    case "error":
      throw new Error(fault.message ?? "simulated failure");
    case "throttle":
      if ((fault.times ?? 1) <= MAX_RETRIES) return;
      throw new Error(
        `exceeded maximum number of attempts, ${MAX_RETRIES}, https response error StatusCode: 429, RequestID: ` +
          "simulated, ThrottlingException: Rate exceeded",
      );
    case "hang":
      return new Promise(() => undefined);
    case "die":
      process.kill(process.pid, "SIGKILL");
      return new Promise(() => undefined);
    case "delay":
      return new Promise((resolve) => setTimeout(resolve, fault.milliseconds ?? 0));
    case "tell":
      return tell(call);
  }
}
