import type * as pulumi from "@pulumi/pulumi";
import { scratch, type PetContainer } from "./pods.ts";
import { stockImages, stockReference, type StockImage } from "./images.ts";

/** What every simulated client needs to know. */
export interface ClientOptions {
  registry: string;
  /** Rounds a minute; 0 leaves the client there and silent. */
  roundsPerMinute: number;
}

/** The AWS CLI takes about a second of processor time for each start, so it starts no more often than this, seconds. */
const shortestAwsPause = 15;

/** Whole seconds between two rounds; 0 means none at all. */
export function pauseSeconds(roundsPerMinute: number, shortest = 1): number {
  if (roundsPerMinute === 0) return 0;
  return Math.max(shortest, Math.round(60 / roundsPerMinute));
}

/** Where a loop says that it goes round. */
const heartbeatFile = `${scratch}/heartbeat`;

/**
 * A loop around one call. Whatever differs comes by environment, so nothing a user types is read as shell. A failed
 * call is said and tried again; the heartbeat is for the liveness probe.
 */
function loop(call: string): string[] {
  const script = [
    "trap 'exit 0' TERM INT",
    "while :; do",
    `  date +%s > ${heartbeatFile}`,
    '  if [ "$PAUSE_SECONDS" -gt 0 ]; then',
    `    ${call} || echo 'the call failed and is tried again' >&2`,
    '    sleep "$PAUSE_SECONDS" & wait $!',
    "  else",
    "    sleep 60 & wait $!",
    "  fi",
    "done",
  ];
  return ["/bin/sh", "-c", script.join("\n")];
}

/** The loop has gone round within five minutes. */
const heartbeat = {
  exec: {
    command: ["/bin/sh", "-c", `[ "$(( $(date +%s) - $(cat ${heartbeatFile}) ))" -lt 300 ]`],
  },
  initialDelaySeconds: 30,
  periodSeconds: 60,
  timeoutSeconds: 5,
};

interface Call {
  name: string;
  image: StockImage;
  call: string;
  env: Record<string, pulumi.Input<string>>;
  shortestPause?: number;
  memory: string;
  memoryLimit: string;
}

function client(options: ClientOptions, call: Call): PetContainer {
  return {
    name: call.name,
    image: stockReference(call.image, options.registry),
    user: call.image.user,
    command: loop(call.call),
    env: { ...call.env, PAUSE_SECONDS: String(pauseSeconds(options.roundsPerMinute, call.shortestPause)) },
    liveness: heartbeat,
    cpu: "20m",
    memory: call.memory,
    memoryLimit: call.memoryLimit,
  };
}

function awsClient(
  options: ClientOptions,
  name: string,
  command: string,
  env: Record<string, pulumi.Input<string>>,
): PetContainer {
  const call = `aws ${command} --cli-connect-timeout 5 --cli-read-timeout 10 > /dev/null`;
  const memory = { memory: "96Mi", memoryLimit: "256Mi" };
  return client(options, {
    name,
    image: stockImages.awsCli,
    call,
    env,
    shortestPause: shortestAwsPause,
    ...memory,
  });
}

/** Reads a table of DynamoDB. */
export function dynamoDbClient(
  options: ClientOptions,
  region: pulumi.Input<string>,
  table: pulumi.Input<string>,
): PetContainer {
  const env = { AWS_REGION: region, TABLE_NAME: table };
  return awsClient(
    options,
    "dynamodb-client",
    'dynamodb scan --table-name "$TABLE_NAME" --max-items 25',
    env,
  );
}

/** Lists a bucket of S3, and leaves nothing in it that would block a destroy. */
export function s3Client(
  options: ClientOptions,
  region: pulumi.Input<string>,
  bucket: pulumi.Input<string>,
): PetContainer {
  const env = { AWS_REGION: region, BUCKET_NAME: bucket };
  return awsClient(options, "s3-client", 's3api list-objects-v2 --bucket "$BUCKET_NAME" --max-items 25', env);
}

/** Reads a public parameter of Systems Manager, which needs none of ours. */
export function ssmClient(options: ClientOptions, region: pulumi.Input<string>): PetContainer {
  const name = "/aws/service/global-infrastructure/regions/$AWS_REGION";
  return awsClient(options, "ssm-client", `ssm get-parameter --name "${name}"`, { AWS_REGION: region });
}

/** How a client reaches PostgreSQL. */
export interface PostgresTarget {
  host: pulumi.Input<string>;
  port: number;
  database: string;
  user: string;
  sslMode: "require" | "disable";
  /** Whether it asks for a password: the one under `password` in the pod's Kubernetes secret. */
  asksPassword: boolean;
}

/** What psql reads from its environment. */
export function postgresEnv(target: PostgresTarget): Pick<PetContainer, "env" | "secretEnv"> {
  return {
    env: {
      PGHOST: target.host,
      PGPORT: String(target.port),
      PGDATABASE: target.database,
      PGUSER: target.user,
      PGSSLMODE: target.sslMode,
      PGCONNECT_TIMEOUT: "5",
    },
    ...(target.asksPassword ? { secretEnv: { PGPASSWORD: "password" } } : {}),
  };
}

/** Opens a connection to PostgreSQL for each query, as the workshop's list of adoptions does. */
export function postgresClient(options: ClientOptions, target: PostgresTarget): PetContainer {
  const { env = {}, secretEnv } = postgresEnv(target);
  const call = "psql --no-psqlrc --quiet --command 'select now()' > /dev/null";
  const memory = { memory: "16Mi", memoryLimit: "64Mi" };
  const made = client(options, {
    name: "postgres-client",
    image: stockImages.postgres,
    call,
    env,
    ...memory,
  });
  return secretEnv === undefined ? made : { ...made, secretEnv };
}

/** Visits a page, or posts what stands behind a bar in it. */
const visit = [
  "case $page in",
  `*'|'*) wget -q -T 10 -O /dev/null --post-data "\${page#*|}" "$SITE_URL\${page%%|*}" ;;`,
  '*) wget -q -T 10 -O /dev/null "$SITE_URL$page" ;;',
  "esac || missed=yes",
].join(" ");

/** Visits every page of the web site, in order. A page is a path, with a bar and a form behind it where it is posted. */
export function trafficGenerator(
  options: ClientOptions,
  siteUrl: string,
  pages: readonly string[],
): PetContainer {
  const call = `{ set -f; missed=; for page in $PAGES; do ${visit}; done; [ -z "$missed" ]; }`;
  const env = { SITE_URL: siteUrl, PAGES: pages.join(" ") };
  const memory = { memory: "16Mi", memoryLimit: "64Mi" };
  return client(options, { name: "traffic", image: stockImages.shell, call, env, ...memory });
}
