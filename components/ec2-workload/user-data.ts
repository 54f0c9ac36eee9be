import { Traffic } from "./args.ts";
import { trafficUserData } from "./traffic.ts";

/** How long an instance tries each step, seconds. User data runs once, so giving up early means no site for good. */
const retrySeconds = 600;

const retryPause = 10;

/**
 * The site's user data, bash: a web server that says in which Availability Zone it stands. Metadata is asked by
 * IMDSv2; every step that needs the network is tried again for ten minutes, and then left to the health checks.
 */
export function userData(traffic: Traffic): string {
  return `#!/bin/bash
retry() {
  local deadline=$(($(date +%s) + ${String(retrySeconds)}))
  until "$@"; do
    if [ "$(date +%s)" -ge "$deadline" ]; then
      echo "gave up after ${String(retrySeconds)} seconds: $*" >&2
      return 1
    fi
    sleep ${String(retryPause)}
  done
}

imds=http://169.254.169.254/latest
metadata() {
  token=$(curl -sSf -X PUT -H "X-aws-ec2-metadata-token-ttl-seconds: 60" "$imds/api/token") &&
    zone=$(curl -sSf -H "X-aws-ec2-metadata-token: $token" "$imds/meta-data/placement/availability-zone")
}

retry metadata || exit 1
retry dnf install -y httpd || exit 1
echo "Hello from AZ $zone" > /var/www/html/index.html
systemctl enable --now httpd || exit 1
${traffic === Traffic.Low ? trafficUserData() : ""}`;
}
