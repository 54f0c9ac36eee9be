import { containerPort, healthPath } from "../names.ts";
import { scratch } from "./pods.ts";

/** One path of a simulated service: it answers by itself, or passes the call on. */
export interface Route {
  path: string;
  /** URL of the service that is called for it. */
  upstream?: string;
}

function location(service: string, route: Route): string[] {
  if (route.upstream !== undefined) {
    return [`    location ${route.path} {`, `      proxy_pass ${route.upstream};`, "    }"];
  }
  const body = `{"service":"${service}","simulated":true}`;
  return [
    `    location ${route.path} {`,
    "      default_type application/json;",
    `      return 200 '${body}';`,
    "    }",
  ];
}

/**
 * Configuration of nginx as a simulated service. A call that is passed on opens a connection of its own, so that each
 * is a flow to one of the callee's pods, in this zone or another. Everything that is written goes to `scratch`.
 */
export function nginxConfig(service: string, routes: Route[]): string {
  const temp = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  return [
    "worker_processes 1;",
    `pid ${scratch}/nginx.pid;`,
    "error_log /dev/stderr warn;",
    "events { worker_connections 256; }",
    "http {",
    ...temp.map((kind) => `  ${kind}_temp_path ${scratch}/${kind};`),
    "  access_log off;",
    "  server_tokens off;",
    "  proxy_http_version 1.1;",
    "  proxy_set_header Connection close;",
    "  proxy_connect_timeout 5s;",
    "  proxy_read_timeout 10s;",
    "  server {",
    `    listen ${String(containerPort)};`,
    `    location = ${healthPath} { return 200; }`,
    ...routes.flatMap((route) => location(service, route)),
    "  }",
    "}",
    "",
  ].join("\n");
}
