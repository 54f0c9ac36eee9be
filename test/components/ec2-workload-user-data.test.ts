import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { userData } from "../../components/ec2-workload/user-data.ts";
import { Traffic } from "../../components/ec2-workload/index.ts";

const folders = ["/var/www/html", "/var/log/httpd", "/usr/local/bin", "/etc/systemd/system"];

/** What each command of the machine does; `$calls` is a file that every stub appends itself to. */
type Stubs = Record<string, string>;

const working: Stubs = {
  curl: 'case "$*" in *api/token*) echo TOKEN ;; *"TOKEN"*availability-zone*) echo ap-northeast-1c ;; esac',
  dnf: "true",
  systemctl: "true",
  // A clock that only sleeping moves.
  date: 'cat "$root/clock"',
  sleep: 'echo $(($(cat "$root/clock") + $1)) > "$root/clock"',
};

describe("userData", () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "site-user-data-"));
    for (const folder of folders) mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, "clock"), "0\n");
  });

  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  /** Runs a script under bash with nothing of this machine but stubs and core utilities. */
  function run(script: string, stubs: Stubs) {
    const bin = join(root, "stubs");
    mkdirSync(bin, { recursive: true });
    for (const [name, body] of Object.entries({ ...working, ...stubs })) {
      writeFileSync(join(bin, name), `#!/bin/bash\necho "${name} $*" >> "$root/calls"\n${body}\n`);
      chmodSync(join(bin, name), 0o755);
    }
    const moved = folders.reduce((text, folder) => text.replaceAll(folder, join(root, folder)), script);
    const { PATH = "" } = process.env;
    const env = { PATH: `${bin}:${PATH}`, root };
    const result = spawnSync("bash", ["--norc", "-c", moved], { encoding: "utf8", env, timeout: 10_000 });
    const calls = existsSync(join(root, "calls"))
      ? readFileSync(join(root, "calls"), "utf8").trim().split("\n")
      : [];
    return { status: result.status, stderr: result.stderr, calls };
  }

  const page = () => readFileSync(join(root, "/var/www/html/index.html"), "utf8");

  it("serves the page of its own zone, asked by IMDSv2", () => {
    const { status, stderr, calls } = run(userData(Traffic.Off), {});
    assert.equal(stderr, "");
    assert.equal(status, 0);
    assert.equal(page(), "Hello from AZ ap-northeast-1c\n");
    assert.deepEqual(
      calls.filter((call) => !call.startsWith("date")),
      [
        "curl -sSf -X PUT -H X-aws-ec2-metadata-token-ttl-seconds: 60 http://169.254.169.254/latest/api/token",
        "curl -sSf -H X-aws-ec2-metadata-token: TOKEN http://169.254.169.254/latest/meta-data/placement/availability-zone",
        "dnf install -y httpd",
        "systemctl enable --now httpd",
      ],
    );
  });

  it("tries the packages again until the way to them stands, since user data runs once", () => {
    const failsTwice = 'n=$(grep -c "^dnf" "$root/calls"); [ "$n" -gt 2 ]';
    const { status, calls } = run(userData(Traffic.Off), { dnf: failsTwice });
    assert.equal(status, 0);
    assert.equal(calls.filter((call) => call.startsWith("dnf")).length, 3);
    assert.equal(page(), "Hello from AZ ap-northeast-1c\n");
  });

  it("gives up after ten minutes and says so, with no page that the health check could take for a site", () => {
    const { status, stderr, calls } = run(userData(Traffic.Low), { dnf: "false" });
    assert.equal(status, 1);
    assert.equal(stderr, "gave up after 600 seconds: dnf install -y httpd\n");
    assert.equal(readFileSync(join(root, "clock"), "utf8"), "600\n");
    assert.equal(calls.filter((call) => call.startsWith("dnf")).length, 61);
    assert.equal(existsSync(join(root, "/var/www/html/index.html")), false);
    assert.equal(
      calls.some((call) => call.startsWith("systemctl")),
      false,
    );
  });

  it("tries metadata again too, and never writes a page without a zone", () => {
    const { status, stderr } = run(userData(Traffic.Off), { curl: "exit 22" });
    assert.equal(status, 1);
    assert.equal(stderr, "gave up after 600 seconds: metadata\n");
    assert.equal(existsSync(join(root, "/var/www/html/index.html")), false);
  });

  it("starts the traffic source after the web server, and only when there is one", () => {
    const low = run(userData(Traffic.Low), {});
    assert.equal(low.status, 0);
    assert.deepEqual(
      low.calls.filter((call) => call.startsWith("systemctl")),
      [
        "systemctl enable --now httpd",
        "systemctl daemon-reload",
        "systemctl enable --now site-traffic.service",
      ],
    );
    const unit = readFileSync(join(root, "/etc/systemd/system/site-traffic.service"), "utf8");
    assert.ok(unit.includes(`ExecStart=${join(root, "/usr/local/bin/site-traffic")}\n`));
    assert.equal(userData(Traffic.Off).includes("site-traffic"), false);
  });

  /** Runs some rounds of the traffic source over a log; returns whom it asked in each. */
  function rounds(log: string, count: number): string[][] {
    run(userData(Traffic.Low), {});
    const script = readFileSync(join(root, "/usr/local/bin/site-traffic"), "utf8").replaceAll(root, "");
    writeFileSync(join(root, "/var/log/httpd/access_log"), log);
    rmSync(join(root, "calls"));
    // The loop has no end of its own: the last pause ends it.
    const pause = `[ "$(grep -c ^sleep "$root/calls")" -lt ${String(count)} ] || kill $PPID`;
    const { calls } = run(script, { sleep: pause, curl: "exit 7" });
    const result: string[][] = [[]];
    for (const call of calls) {
      if (call === "sleep 10") result.push([]);
      else result[result.length - 1]?.push(call.slice(call.lastIndexOf(" ") + 1));
    }
    return result.slice(0, -1);
  }

  it("sends one request in ten seconds to each node that checks its health, though some fail", () => {
    const line = (address: string) => `${address} - - [01/Jan/2026:00:00:00 +0000] "GET / HTTP/1.1" 200 30\n`;
    const log = ["10.0.1.9", "10.0.129.4", "10.0.1.9"].map(line).join("");
    const expected = ["http://10.0.1.9/", "http://10.0.129.4/"];
    assert.deepEqual(rounds(log, 3), [expected, expected, expected]);
  });

  it("sends to four nodes at most, and to nothing that is no address, whatever visitors put in the log", () => {
    const hostile = '$(reboot) "GET /"\n-o/etc/passwd\n10.0.0.1;reboot\n';
    const log = hostile + [1, 2, 3, 4, 5, 6].map((i) => `10.0.1.${String(i)} - -\n`).join("");
    assert.deepEqual(rounds(log, 1), [[1, 2, 3, 4].map((i) => `http://10.0.1.${String(i)}/`)]);
  });

  it("is quiet while nobody has asked for its health yet", () => {
    assert.deepEqual(rounds("", 2), [[], []]);
  });

  it("is the same text every time and fits into what EC2 takes", () => {
    assert.equal(userData(Traffic.Low), userData(Traffic.Low));
    assert.ok(Buffer.byteLength(userData(Traffic.Low)) < 16_384);
  });
});
