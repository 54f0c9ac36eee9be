import { ec2Agent } from "../nfm/index.ts";

const [minimumMajor, minimumMinor] = ec2Agent.minimumKernel.split(".");

/**
 * Shell script that fails on a Kubernetes node, and only there. The agent on such nodes is the EKS add-on; one on
 * the host would report every flow twice. Association targets cannot say "not tagged", so the node itself decides.
 * On Bottlerocket, commands run in a container that does not see the kubelet, but has `apiclient`.
 */
export const kubernetesNodeScript: readonly string[] = [
  "#!/bin/sh",
  "leave() {",
  '  echo "This is a Kubernetes node ($1). Its agent is the EKS add-on, so nothing was changed here."',
  "  exit 1",
  "}",
  "for name in kubelet kubelet-eks nodeadm apiclient; do",
  '  if command -v "$name" >/dev/null 2>&1; then leave "$name is installed"; fi',
  "done",
  "for path in /etc/eks /var/lib/kubelet /snap/bin/kubelet-eks; do",
  '  if [ -e "$path" ]; then leave "$path exists"; fi',
  "done",
  'echo "This is not a Kubernetes node."',
];

/**
 * Shell script that fails, with the reason, where the agent cannot run: an old kernel, or no cgroup v2 mount.
 * Source: CloudWatch User Guide, "Supported versions"; the agent's start script takes a cgroup v2 mount.
 */
export const platformScript: readonly string[] = [
  "#!/bin/sh",
  "release=$(uname -r)",
  "major=${release%%.*}",
  'rest=${release#"$major"}',
  "rest=${rest#.}",
  "minor=${rest%%[!0-9]*}",
  'case "$major:$minor" in',
  "  *[!0-9:]* | :* | *:)",
  '    echo "The kernel release \\"$release\\" is not understood." >&2',
  "    exit 1",
  "    ;;",
  "esac",
  `if [ "$major" -lt ${minimumMajor} ] || { [ "$major" -eq ${minimumMajor} ] && [ "$minor" -lt ${minimumMinor} ]; }; then`,
  `  echo "The kernel is $release; the Network Flow Monitor agent needs ${ec2Agent.minimumKernel} or later." >&2`,
  "  exit 1",
  "fi",
  "while read -r _ _ type _; do",
  '  if [ "$type" = cgroup2 ]; then',
  '    echo "Kernel $release with cgroup v2: the agent can run here."',
  "    exit 0",
  "  fi",
  "done </proc/mounts",
  'echo "No cgroup v2 is mounted; the Network Flow Monitor agent needs it. Boot with systemd.unified_cgroup_hierarchy=1." >&2',
  "exit 1",
];
