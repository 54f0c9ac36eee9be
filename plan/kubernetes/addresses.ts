import { numberOf } from "../value.ts";
import type { Setting } from "./settings.ts";

/** An address that a setting names. */
export interface Address {
  /** Host name; references in it begin with `${`. */
  host: string;
  port?: number;
  /** Whether it stands in a URL: then it is an address even if nobody in the program has it. */
  inUrl: boolean;
}

const reference = String.raw`(?<!\$)\$\{[^{}]+\}`;
const host = String.raw`(?:${reference}|[A-Za-z0-9])(?:${reference}|[A-Za-z0-9_.-])*`;
const url = new RegExp(String.raw`\b([a-z][a-z0-9+.-]*):\/\/(?:[^\s\/@'"]*@)?(${host})(?::(\d{1,5}))?`, "gi");
const pair = new RegExp(String.raw`(?<![\w.\/:@-])(${host}):(\d{2,5})(?![\w.])`, "g");
const whole = new RegExp(String.raw`^${host}$`);

/** Ports of URLs that name none. Source: IANA, and the documentation of each database's client. */
const ports: Readonly<Record<string, number>> = {
  amqp: 5672,
  amqps: 5671,
  http: 80,
  https: 443,
  mongodb: 27017,
  mysql: 3306,
  nats: 4222,
  postgres: 5432,
  postgresql: 5432,
  redis: 6379,
  rediss: 6379,
  ws: 80,
  wss: 443,
};

/** Every address that a setting names: URLs, pairs of host and port, and variables that are a host name. */
export function addressesIn(setting: Setting): Address[] {
  const { text } = setting;
  const found: Address[] = [...text.matchAll(url)].map(([, scheme = "", name = "", given]) => {
    const port = numberOf(given) ?? ports[scheme.toLowerCase()];
    return { host: trimmed(name), inUrl: true, ...(port === undefined ? {} : { port }) };
  });
  for (const [, name = "", port] of text.replace(url, " ").matchAll(pair)) {
    found.push({ host: name, port: Number(port), inUrl: false });
  }
  if (setting.kind !== "command" && whole.test(text.trim()) && isHost(setting)) {
    const port = portBeside(setting);
    found.push({ host: text.trim(), inUrl: false, ...(port === undefined ? {} : { port }) });
  }
  return found;
}

/** A dot behind a host name ends the sentence that it stands in. */
function trimmed(name: string): string {
  return name.replace(/\.+$/, "");
}

const hostVariable = /(HOST(?:NAME)?|ADDR(?:ESS)?|SERVER|ENDPOINT|BROKERS?|UR[LI])$/i;

/** A plain word is a host only where the variable says so, or it is a name in the cluster's DNS or AWS's. */
function isHost({ text, variable = "" }: Setting): boolean {
  return hostVariable.test(variable) || /\.svc(\.|$)|\.amazonaws\.com$/.test(text.trim());
}

/** The port that stands in a variable next to the host: `PGPORT` for `PGHOST`, `DB_PORT` for `DB_HOST`. */
function portBeside({ variable = "", variables }: Setting): number | undefined {
  return numberOf(variables?.get(variable.replace(hostVariable, "PORT")));
}
