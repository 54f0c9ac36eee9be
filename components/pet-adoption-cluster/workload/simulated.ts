import * as pulumi from "@pulumi/pulumi";
import {
  containerPort,
  databaseName,
  databasePort,
  databaseUser,
  healthPath,
  petHelpers,
  petServices,
  servicePort,
  type PetApp,
} from "../names.ts";
import { PetDatabase } from "../choices.ts";
import type { Site } from "../site.ts";
import { serviceUrl, type AppPlan } from "./apps.ts";
import {
  dynamoDbClient,
  postgresClient,
  s3Client,
  ssmClient,
  trafficGenerator,
  type ClientOptions,
  type PostgresTarget,
} from "./clients.ts";
import { stockImages, stockReference } from "./images.ts";
import { nginxConfig, type Route } from "./nginx.ts";
import type { PetContainer } from "./pods.ts";

/** What the simulated services call outside the cluster. */
export interface SimulatedStores {
  tableName: pulumi.Input<string>;
  tableArn: pulumi.Input<string>;
  bucketName: pulumi.Input<string>;
  bucketArn: pulumi.Input<string>;
  database: PostgresTarget;
}

const { petsite, petsearch, payforadoption, petlistadoptions, petfood } = petServices;
const httpPorts = { port: servicePort, targetPort: containerPort };

/** Pages of the web site, by the service that is behind each. */
const pages: readonly (readonly [path: string, service: PetApp, api: string])[] = [
  ["= /", petsearch, "/api/search?"],
  ["/Payment/MakePayment", payforadoption, "/api/completeadoption"],
  ["/PetListAdoptions", petlistadoptions, "/api/adoptionlist/"],
  ["/PetFood", petfood, "/api/foods"],
];

function routesOf(app: PetApp, namespace: string): Route[] {
  const search = serviceUrl(petsearch, namespace, "/api/search?");
  const routes: Record<string, Route[]> = {
    [petsite.app]: pages.map(([path, service, api]) => ({
      path,
      upstream: serviceUrl(service, namespace, api),
    })),
    [petsearch.app]: [{ path: "/api/search" }],
    // A real second hop: both look the pet up, as the workshop's services do.
    [payforadoption.app]: [{ path: "/api/completeadoption", upstream: search }],
    [petlistadoptions.app]: [{ path: "/api/adoptionlist/", upstream: search }],
    [petfood.app]: [{ path: "/api/foods" }],
  };
  return routes[app.app] ?? [];
}

function webContainer(app: PetApp, registry: string): PetContainer {
  const health = { httpGet: { path: healthPath, port: containerPort }, timeoutSeconds: 3 };
  return {
    name: app.app,
    image: stockReference(stockImages.web, registry),
    user: stockImages.web.user,
    command: ["nginx", "-e", "/dev/stderr", "-c", "/etc/pets/nginx.conf", "-g", "daemon off;"],
    port: containerPort,
    readiness: { ...health, periodSeconds: 5 },
    liveness: { ...health, periodSeconds: 20, initialDelaySeconds: 10 },
    config: { name: app.app, path: "/etc/pets" },
    cpu: "20m",
    memory: "32Mi",
    memoryLimit: "128Mi",
  };
}

function webApp(
  site: Site,
  names: PetApp,
  clients: PetContainer[],
  statements: AppPlan["statements"],
): AppPlan {
  const { imageRegistry, namespace } = site.settings;
  return {
    names,
    replicas: 2,
    containers: [webContainer(names, imageRegistry), ...clients],
    service: httpPorts,
    config: { "nginx.conf": nginxConfig(names.app, routesOf(names, namespace)) },
    ...(statements === undefined ? {} : { statements }),
  };
}

/** PostgreSQL without a password: it holds nothing, and policies let only its two clients in. */
function databaseApp(registry: string): AppPlan {
  const data = "/var/lib/postgresql/data";
  const ready = {
    exec: { command: ["pg_isready", "-U", databaseUser, "-d", databaseName] },
    timeoutSeconds: 5,
  };
  return {
    names: petHelpers.database,
    replicas: 1,
    service: { port: databasePort, targetPort: databasePort },
    containers: [
      {
        name: "postgres",
        image: stockReference(stockImages.postgres, registry),
        user: stockImages.postgres.user,
        env: {
          PGDATA: `${data}/pgdata`,
          POSTGRES_DB: databaseName,
          POSTGRES_HOST_AUTH_METHOD: "trust",
          POSTGRES_USER: databaseUser,
        },
        port: databasePort,
        readiness: { ...ready, periodSeconds: 5 },
        liveness: { ...ready, periodSeconds: 20, initialDelaySeconds: 30 },
        writable: [data, "/var/run/postgresql"],
        cpu: "50m",
        memory: "96Mi",
        memoryLimit: "256Mi",
      },
    ],
  };
}

function trafficApp(site: Site, options: ClientOptions): AppPlan {
  const paths = pages.map(([path]) => path.replace("= ", ""));
  const container = trafficGenerator(options, serviceUrl(petsite, site.settings.namespace), paths);
  return { names: petHelpers.trafficgenerator, replicas: 1, containers: [container] };
}

/** Who reads the public parameter may read no other. */
const publicParameters = (region: pulumi.Input<string>) =>
  pulumi.interpolate`arn:aws:ssm:${region}::parameter/aws/service/global-infrastructure/regions/*`;

/** The simulated workload: stock images under the services' names, with the services' edges. */
export function simulatedApps(site: Site, stores: SimulatedStores): AppPlan[] {
  const { imageRegistry, loadRoundsPerMinute, database } = site.settings;
  const options = { registry: imageRegistry, roundsPerMinute: loadRoundsPerMinute };
  const region = site.regionName;
  const dynamoDb = dynamoDbClient(options, region, stores.tableName);
  const postgres = postgresClient(options, stores.database);
  const scan = [{ Action: ["dynamodb:Scan"], Resource: [stores.tableArn] }];
  const list = [{ Action: ["s3:ListBucket"], Resource: [stores.bucketArn] }];
  const read = [{ Action: ["ssm:GetParameter"], Resource: [publicParameters(region)] }];
  return [
    webApp(site, petsite, [ssmClient(options, region)], read),
    webApp(site, petsearch, [dynamoDb], scan),
    webApp(site, payforadoption, [dynamoDb, postgres], scan),
    webApp(site, petlistadoptions, [postgres], undefined),
    webApp(site, petfood, [dynamoDb], scan),
    ...(database === PetDatabase.InCluster ? [databaseApp(imageRegistry)] : []),
    {
      names: petHelpers.s3client,
      replicas: 1,
      containers: [s3Client(options, region, stores.bucketName)],
      statements: list,
    },
    trafficApp(site, options),
  ];
}
