import assert from "node:assert/strict";
import fc from "fast-check";
import { scheduleProblems } from "../../components/ec2-agent-rollout/schedule.ts";

describe("scheduleProblems", () => {
  const fixes = (schedule: unknown) => scheduleProblems(schedule, "schedule").map((problem) => problem.fix);

  it("accepts every rate from 30 minutes to less than 31 days, and no other, since AWS refuses the others", () => {
    const minutes = { minute: 1, hour: 60, day: 1440 };
    const unit = fc.constantFrom("minute" as const, "hour" as const, "day" as const);
    fc.assert(
      fc.property(fc.nat({ max: 50_000 }), unit, fc.boolean(), (count, word, plural) => {
        const length = count * minutes[word];
        const allowed = (count === 1) !== plural && length >= 30 && length < 31 * 1440;
        assert.equal(fixes(`rate(${String(count)} ${word}${plural ? "s" : ""})`).length, allowed ? 0 : 1);
      }),
    );
  });

  it("says what is wrong with a rate", () => {
    assert.deepEqual(fixes("rate(29 minutes)"), ["run it every 30 minutes or less often"]);
    assert.deepEqual(fixes("rate(31 days)"), ["run it more often than every 31 days"]);
    assert.deepEqual(fixes("rate(1 days)"), ["write day with 1"]);
    assert.deepEqual(fixes("rate(2 hour)"), ["write hours with 2"]);
    assert.deepEqual(fixes("rate(0 days)"), ["a rate is at least 1"]);
    for (const text of ["", "daily", "rate(1 week)", "rate(x days)", "at(2026-01-01T00:00:00)", 1, null]) {
      assert.deepEqual(fixes(text), ["write rate(1 day), for example"]);
    }
  });

  it("accepts the cron forms that AWS documents for associations", () => {
    const documented = [
      "cron(0/30 * * * ? *)",
      "cron(0 0/1 * * ? *)",
      "cron(0 0/12 * * ? *)",
      "cron(15 13 ? * * *)",
      "cron(15 13 ? * MON *)",
      "cron(0 */30 * * * ? *)",
      "cron(0 0 2 ? * SUN *)",
    ];
    for (const text of documented) assert.deepEqual(fixes(text), [], text);
    assert.deepEqual(fixes(undefined), []);
  });

  it("says what is wrong with a cron form", () => {
    assert.deepEqual(fixes("cron(0 2 * * *)"), ["give six fields"]);
    assert.deepEqual(fixes("cron(0 0 2 ? * SUN * *)"), ["give six fields"]);
    assert.deepEqual(fixes("cron(5 0 2 ? * SUN *)"), ["set the field of the seconds to 0"]);
    assert.deepEqual(fixes("cron(0 2 * * * *)"), ["put ? in one of day-of-month and day-of-week"]);
    assert.deepEqual(fixes("cron(0 2 ? * ? *)"), ["put ? in one of day-of-month and day-of-week"]);
    assert.deepEqual(fixes("cron(0 2 ? * sun *)"), ["use digits, capital letters and * ? , / # -"]);
  });
});
