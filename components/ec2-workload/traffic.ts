/**
 * The site's own traffic. Network Flow Monitor only shows TCP that flows, so a quiet site would look dead.
 *
 * Each instance sends a small request to every node of the load balancer, one of which stands in each zone. It
 * learns their private addresses from its own web server's log: the security group lets nobody but these nodes in,
 * and their health checks keep the log current. So it needs no permission, no other resource and no DNS, and the
 * flows stay inside the VPC even when the load balancer's public name resolves to public addresses.
 */

/** Seconds between two rounds. */
const roundSeconds = 10;

/** Most nodes that an instance sends to in one round. */
const nodesPerRound = 4;

const script = "/usr/local/bin/site-traffic";
const unit = "/etc/systemd/system/site-traffic.service";
const log = "/var/log/httpd/access_log";

/** The loop that runs on each instance. A failed request is reported in the journal, and the next round comes. */
function loop(): string {
  return `#!/bin/bash
while true; do
  nodes=$(tail -n 200 ${log} | grep -Eo '^[0-9]+([.][0-9]+){3} ' | sort -u | head -n ${String(nodesPerRound)})
  for node in $nodes; do
    curl --silent --show-error --max-time 5 --output /dev/null "http://$node/"
  done
  sleep ${String(roundSeconds)}
done
`;
}

/** The systemd unit around the loop, with little weight and few rights. */
function service(): string {
  return `[Unit]
Description=Small requests to every node of the load balancer
After=httpd.service

[Service]
ExecStart=${script}
Restart=always
RestartSec=10
CPUQuota=5%
MemoryMax=64M
NoNewPrivileges=yes
PrivateTmp=yes
ProtectHome=yes
ProtectSystem=strict

[Install]
WantedBy=multi-user.target
`;
}

/** The part of the user data that starts the traffic source, bash. */
export function trafficUserData(): string {
  return `cat > ${script} <<'SITE_TRAFFIC'
${loop()}SITE_TRAFFIC
chmod 755 ${script}
cat > ${unit} <<'SITE_TRAFFIC'
${service()}SITE_TRAFFIC
systemctl daemon-reload
systemctl enable --now site-traffic.service
`;
}
