import assert from "node:assert/strict";
import { basename, dirname, join } from "node:path";
import type { Plan } from "../../plan/index.ts";
import { ended, program, startIn, TestProject } from "./project.ts";

/** Runs nfm once in a project made for it. */
async function run(files: Record<string, string>, ...words: string[]): ReturnType<TestProject["run"]> {
  const project = new TestProject(files);
  try {
    return await project.run(...words);
  } finally {
    project.remove();
  }
}

describe("nfm plan", function () {
  this.timeout(60_000);

  it("writes the plan to standard output and nothing else, or a script cannot read it", async () => {
    const { code, stdout, stderr } = await run({}, "plan", "--format", "json");
    assert.equal(stderr, "");
    assert.equal(code, 0);
    const plan = JSON.parse(stdout) as Plan;
    assert.equal(plan.stack, "dev");
    assert.equal(plan.region, "ap-northeast-1");
    assert.deepEqual(
      plan.resources.map(({ type, name }) => [type, name]),
      [["aws:networkflowmonitor/scope:Scope", "main"]],
    );
  });

  it("prints the same bytes twice, without colours where there is no terminal", async () => {
    const first = await run({}, "plan", "--stack", "dev", "--verbose");
    const second = await run({}, "plan", "--stack", "dev", "--verbose");
    assert.equal(first.stdout, second.stdout);
    assert.match(first.stdout, /^dev would create 1 resource/);
    // eslint-disable-next-line no-control-regex -- the escape character is what must not be there
    assert.doesNotMatch(first.stdout, /\u001b/);
  });

  it("plans the project of --cwd with the values of --config", async () => {
    const project = new TestProject({
      "program.js": program('exports.size = new pulumi.Config().require("size");'),
    });
    const elsewhere = new TestProject();
    try {
      const given = ["--cwd", project.folder, "--config", "size=a=b", "--format=json"];
      const { stdout, code } = await elsewhere.run("plan", ...given);
      assert.equal(code, 0);
      assert.equal((JSON.parse(stdout) as Plan).outputs.size, "a=b");
    } finally {
      project.remove();
      elsewhere.remove();
    }
  });

  it("changes a part of a value by --config with a path, in the syntax that every message uses", async () => {
    const { stdout, stderr } = await run(
      {
        "Pulumi.dev.yaml": "config:\n  aws:region: ap-northeast-1\n  nfm:scope: {mode: create, owner: dev}\n",
        "program.js": program('exports.scope = new pulumi.Config("nfm").requireObject("scope");'),
      },
      ...["plan", "--format=json", "--config", "nfm:scope.mode=adopt", "--config", 'nfm:scope.of["a=b"].n=1'],
    );
    assert.equal(stderr, "");
    const { scope } = (JSON.parse(stdout) as Plan).outputs;
    assert.deepEqual(scope, { mode: "adopt", of: { "a=b": { n: 1 } }, owner: "dev" });
  });

  for (const [where, main, loaded] of [
    ["in the project's folder", "program.js", "first.js"],
    ["below it, from where the CLI too counts them", "src/program.js", "src/first.js"],
  ] as const) {
    it(`takes relative nodeargs of a program ${where}, wherever nfm itself starts`, async () => {
      const project = new TestProject({
        "Pulumi.yaml": `name: site\nruntime: {name: nodejs, options: {nodeargs: --require=./first.js}}\nmain: ${main}\n`,
        [main]: program("exports.where = process.env.FIRST;"),
        [loaded]: 'process.env.FIRST = require("node:path").basename(process.cwd());',
        "deep/down/readme": "",
      });
      try {
        const words = ["plan", "--format=json"];
        const starts = [
          startIn(join(project.folder, "deep", "down"), ...words),
          startIn("/", ...words, "--cwd", project.folder),
        ];
        for (const { code, stdout, stderr } of await Promise.all(starts.map(ended))) {
          assert.deepEqual({ code, stderr }, { code: 0, stderr: "" });
          const folder = basename(join(project.folder, dirname(main)));
          assert.equal((JSON.parse(stdout) as Plan).outputs.where, folder);
        }
      } finally {
        project.remove();
      }
    });
  }

  it("shows what the program writes on standard error, so that the plan stays readable", async () => {
    const { code, stdout, stderr } = await run(
      { "program.js": program('console.log("hello from the program");') },
      "plan",
    );
    assert.equal(code, 0);
    assert.doesNotMatch(stdout, /hello/);
    assert.equal(stderr, "hello from the program\n");
  });

  it("prints one line for each problem of a program that refuses its input, exit 1", async () => {
    const { code, stdout, stderr } = await run(
      {
        "program.js": program('throw new pulumi.ResourceError("scope: wrong\\nregion: wrong", scope, true);'),
      },
      "plan",
    );
    assert.deepEqual(
      { code, stdout, stderr },
      { code: 1, stdout: "", stderr: "error: scope: wrong\nerror: region: wrong\n" },
    );
  });

  it("keeps the stack trace of a program that crashes, exit 1", async () => {
    const { code, stdout, stderr } = await run({ "program.js": program("undefined.x();") }, "plan");
    assert.equal(code, 1);
    assert.equal(stdout, "");
    assert.match(stderr, /^error: .*\n.*TypeError: Cannot read properties of undefined[^]*\n\s+at /);
  });

  it("refuses a program that registers nothing, unless that is meant", async () => {
    const empty = { "program.js": "" };
    assert.equal((await run(empty, "plan")).code, 1);
    assert.equal((await run(empty, "plan", "--allow-empty")).code, 0);
  });

  it("stops a program that hangs after --timeout, exit 1", async () => {
    const { code, stderr } = await run(
      { "program.js": program("setInterval(() => {}, 1000);") },
      "plan",
      "--timeout",
      "3",
    );
    assert.equal(code, 1);
    assert.match(stderr, /^error: the program did not end within 3 seconds: .*\n$/);
  });

  it("still plans when only the simulated update fails, and says so in the plan", async () => {
    const splits = program(
      'scope.scopeArn.apply((arn) => { if (arn) throw new Error("only now: " + arn.length); });',
    );
    const { code, stdout } = await run({ "program.js": splits }, "plan", "--format", "json");
    assert.equal(code, 0);
    assert.match((JSON.parse(stdout) as Plan).notes.join("\n"), /The simulated update failed/);
  });
});

describe("nfm plan refuses in one line, with exit code 1,", function () {
  this.timeout(60_000);
  const cases: [what: string, words: string[], stderr: string][] = [
    [
      "an unknown stack",
      ["plan", "--stack", "dve"],
      'error: stack "dve" is unknown: this project has dev; did you mean dev?\n',
    ],
    ["an unknown flag", ["plan", "--stak", "x"], ""],
    ["an unknown format", ["plan", "--format", "jsn"], "error: --format jsn: did you mean json?\n"],
    [
      "a timeout that is none",
      ["plan", "--timeout", "soon"],
      "error: --timeout soon: give a number of seconds above 0\n",
    ],
    [
      "configuration without a value",
      ["plan", "--config", "size"],
      "error: --config size: write KEY=VALUE, such as nfm:workload=ec2\n",
    ],
    [
      "a folder that does not exist",
      ["plan", "--cwd", "/nonexistent"],
      "error: /nonexistent does not exist: run this in a Pulumi project, or name its folder with --cwd\n",
    ],
    [
      "a folder without a project",
      ["plan", "--cwd", "/"],
      "error: no Pulumi.yaml in / or above it: run this in a Pulumi project, or name its folder with --cwd\n",
    ],
    ["an unknown command", ["plna"], "error: unknown command plna: did you mean plan?\n"],
    ["no command at all", [], "error: nfm needs a command: `nfm --help` lists them\n"],
  ];
  for (const [what, words, expected] of cases) {
    it(what, async () => {
      const { code, stdout, stderr } = await run({}, ...words);
      assert.equal(code, 1);
      assert.equal(stdout, "");
      if (expected !== "") assert.equal(stderr, expected);
      else assert.match(stderr, /^error: unknown flag --stak: did you mean --stack\?\n/);
    });
  }

  it("a project with several stacks when none is named", async () => {
    const { code, stderr } = await run({ "Pulumi.prod.yaml": "" }, "plan");
    assert.equal(code, 1);
    assert.equal(stderr, "error: --stack is needed: this project has dev, prod\n");
  });
});

describe("nfm", function () {
  this.timeout(60_000);

  it("explains itself and its commands, exit 0", async () => {
    const general = await run({}, "--help");
    assert.equal(general.code, 0);
    assert.match(general.stdout, /^ {2}plan {2,}Show what the program would deploy/m);
    const help = await run({}, "plan", "--help");
    assert.equal(help.code, 0);
    for (const flag of ["stack", "cwd", "config", "format", "verbose", "answers", "allow-empty", "timeout"]) {
      assert.match(help.stdout, new RegExp(`^ {2}--${flag}\\b`, "m"));
    }
    assert.equal((await run({}, "help", "plan")).stdout, help.stdout);
  });

  it("says its version", async () => {
    assert.match((await run({}, "--version")).stdout, /^\d+\.\d+\.\d+\n$/);
  });
});
