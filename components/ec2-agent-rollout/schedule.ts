import { show, type Problem } from "../shared/problems.ts";

const minutesIn: Record<string, number> = { minute: 1, hour: 60, day: 1440 };
const leastMinutes = 30;
const minutesIn31Days = 31 * 1440;

const allowed =
  "rate(…) of 30 minutes to less than 31 days, or cron(minutes hours day-of-month month day-of-week year)";

/** What is wrong with `rate(30 minutes)`; undefined when nothing is. */
function rateFault(count: number, unit: string, plural: boolean): string | undefined {
  if (count < 1) return "a rate is at least 1";
  if ((count === 1) === plural) return `write ${count === 1 ? unit : `${unit}s`} with ${String(count)}`;
  const minutes = count * (minutesIn[unit] ?? 0);
  if (minutes < leastMinutes) return "run it every 30 minutes or less often";
  return minutes < minutesIn31Days ? undefined : "run it more often than every 31 days";
}

/** What is wrong with `cron(0 2 ? * SUN *)`, as far as its form says; undefined when nothing is. */
function cronFault(text: string): string | undefined {
  const fields = text.trim().split(/\s+/);
  if (fields.some((field) => !/^[\dA-Z*?,/#-]+$/.test(field)))
    return "use digits, capital letters and * ? , / # -";
  if (fields.length === 7 && fields[0] !== "0") return "set the field of the seconds to 0";
  const [, , dayOfMonth, , dayOfWeek] = fields.length === 7 ? fields.slice(1) : fields;
  if (fields.length !== 6 && fields.length !== 7) return "give six fields";
  if ((dayOfMonth === "?") === (dayOfWeek === "?")) return "put ? in one of day-of-month and day-of-week";
  return undefined;
}

function scheduleFault(schedule: unknown): string | undefined {
  const text = typeof schedule === "string" ? schedule : "";
  const rate = /^rate\((\d+) (minute|hour|day)(s?)\)$/.exec(text);
  if (rate !== null) return rateFault(Number(rate[1]), rate[2] ?? "", rate[3] === "s");
  const cron = /^cron\(([^()]+)\)$/.exec(text);
  return cron === null ? "write rate(1 day), for example" : cronFault(cron[1] ?? "");
}

/**
 * What is wrong with the schedule of an association. Of cron only the form is checked; AWS further takes only every
 * half, 1, 2, 4, 8 or 12 hours, every day, or every week.
 * Source: Systems Manager User Guide, "Cron and rate expressions for associations".
 */
export function scheduleProblems(schedule: unknown, path: string): Problem[] {
  if (schedule === undefined) return [];
  const fix = scheduleFault(schedule);
  return fix === undefined ? [] : [{ path, given: show(schedule), allowed, fix }];
}
