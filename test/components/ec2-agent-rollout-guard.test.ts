import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { kubernetesNodeScript, platformScript } from "../../components/ec2-agent-rollout/guard.ts";

/** What a host looks like to the guards. */
interface Host {
  /** Commands on the search path. */
  commands?: string[];
  /** Files by absolute path. */
  files?: Record<string, string>;
  /** What `uname -r` prints; no `uname` at all when left out. */
  kernel?: string;
}

const cgroup2 = "cgroup2 /sys/fs/cgroup cgroup2 rw,nosuid,nodev,noexec,relatime,nsdelegate 0 0\n";
const cgroup1 = "cgroup /sys/fs/cgroup/memory cgroup rw,nosuid,nodev,noexec,relatime,memory 0 0\n";
const disk = "/dev/nvme0n1p1 / xfs rw,noatime,attr2,inode64 0 0\n";

/** Every absolute path of a script, which the shipped text holds literally: it has no switch for a test to use. */
const absolutePath = /(?<=[\s<"'])\/(?:etc|var|snap|proc|sys)\//g;

/** Runs the shipped script in a real shell, on a host made of a temporary directory. */
function run(shell: string, script: readonly string[], host: Host) {
  const root = mkdtempSync(path.join(tmpdir(), "guard-"));
  try {
    const bin = path.join(root, "bin");
    mkdirSync(bin);
    const stub = (name: string, text: string) => {
      writeFileSync(path.join(bin, name), text);
      chmodSync(path.join(bin, name), 0o755);
    };
    for (const name of host.commands ?? []) stub(name, "#!/bin/sh\nexit 99\n");
    if (host.kernel !== undefined) stub("uname", `#!/bin/sh\n[ "$*" = -r ] && echo '${host.kernel}'\n`);
    for (const [file, text] of Object.entries({ "/proc/mounts": "", ...host.files })) {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    }
    const text = script.join("\n").replaceAll(absolutePath, (found) => `${root}${found}`);
    const options = { input: text, env: { PATH: bin }, encoding: "utf8", timeout: 10_000 } as const;
    const { status, stdout, stderr } = spawnSync(shell, ["-s"], options);
    return { status, stdout: stdout.replaceAll(root, ""), stderr: stderr.replaceAll(root, "") };
  } finally {
    rmSync(root, { recursive: true });
  }
}

function left(reason: string) {
  const stdout = `This is a Kubernetes node (${reason}). Its agent is the EKS add-on, so nothing was changed here.\n`;
  return { status: 1, stdout, stderr: "" };
}

for (const shell of ["/bin/bash", "/bin/sh"]) {
  describe(`guards under ${shell}`, () => {
    for (const name of ["kubelet", "kubelet-eks", "nodeadm", "apiclient"]) {
      it(`ends at once on a node that has ${name}, or the agent would report twice there`, () => {
        assert.deepEqual(
          run(shell, kubernetesNodeScript, { commands: [name] }),
          left(`${name} is installed`),
        );
      });
    }

    for (const file of ["/etc/eks/bootstrap.sh", "/var/lib/kubelet/config.json", "/snap/bin/kubelet-eks"]) {
      it(`ends at once on a node that has ${file}, even where no command is on the path`, () => {
        const found = file === "/snap/bin/kubelet-eks" ? file : path.dirname(file);
        assert.deepEqual(
          run(shell, kubernetesNodeScript, { files: { [file]: "" } }),
          left(`${found} exists`),
        );
      });
    }

    it("goes on where nothing of Kubernetes is found, or no instance would ever get the agent", () => {
      const stdout = "This is not a Kubernetes node.\n";
      assert.deepEqual(run(shell, kubernetesNodeScript, { commands: ["docker"] }), {
        status: 0,
        stdout,
        stderr: "",
      });
    });

    for (const kernel of [
      "5.8",
      "5.8.0-1038-aws",
      "5.10.226-214.880.amzn2.x86_64",
      "6.1.112-122.amzn2023",
      "10.0",
    ]) {
      it(`accepts kernel ${kernel} with cgroup v2`, () => {
        const stdout = `Kernel ${kernel} with cgroup v2: the agent can run here.\n`;
        const files = { "/proc/mounts": disk + cgroup1 + cgroup2 };
        assert.deepEqual(run(shell, platformScript, { kernel, files }), { status: 0, stdout, stderr: "" });
      });
    }

    for (const kernel of ["4.14.355-275.570.amzn2.x86_64", "5.4.0-1029-aws", "5.7.19", "3.10.0"]) {
      it(`fails on kernel ${kernel} with the reason, since the agent cannot load there`, () => {
        const stderr = `The kernel is ${kernel}; the Network Flow Monitor agent needs 5.8 or later.\n`;
        const files = { "/proc/mounts": cgroup2 };
        assert.deepEqual(run(shell, platformScript, { kernel, files }), { status: 1, stdout: "", stderr });
      });
    }

    it("fails without cgroup v2 with the reason, since the agent attaches to one", () => {
      for (const mounts of ["", disk + cgroup1]) {
        const result = run(shell, platformScript, { kernel: "5.10.0", files: { "/proc/mounts": mounts } });
        assert.equal(result.status, 1);
        assert.match(result.stderr, /^No cgroup v2 is mounted; .*systemd\.unified_cgroup_hierarchy=1\.\n$/);
      }
    });

    it("fails with the reason where the kernel's release cannot be read, instead of guessing", () => {
      for (const kernel of ["", "linux", "v6.1", "6", "6.", "6.x", "6x.1"]) {
        const result = run(shell, platformScript, { kernel, files: { "/proc/mounts": cgroup2 } });
        const stderr = `The kernel release "${kernel}" is not understood.\n`;
        assert.deepEqual(result, { status: 1, stdout: "", stderr });
      }
    });

    it("fails where there is no uname, instead of guessing", () => {
      const result = run(shell, platformScript, { files: { "/proc/mounts": cgroup2 } });
      assert.equal(result.status, 1);
      assert.match(result.stderr, /The kernel release "" is not understood\.\n$/);
    });
  });
}

describe("guard texts", () => {
  it("hold no parameter of Systems Manager, so nothing that a user types reaches a shell", () => {
    for (const script of [kubernetesNodeScript, platformScript]) {
      assert.equal(script[0], "#!/bin/sh");
      assert.doesNotMatch(script.join("\n"), /\{\{/);
    }
  });

  it("look only where the test can put something, so that no branch goes untested", () => {
    const paths = (script: readonly string[]) =>
      script.join("\n").match(/(?<![\w.])\/(?!dev\/null|bin\/sh)[a-z][\w./-]*/g);
    assert.deepEqual(paths(kubernetesNodeScript), ["/etc/eks", "/var/lib/kubelet", "/snap/bin/kubelet-eks"]);
    assert.deepEqual(paths(platformScript), ["/proc/mounts"]);
  });
});
