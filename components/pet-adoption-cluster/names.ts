/** Names of one deployed thing. The `app` label is the name that edges use. */
export interface PetApp {
  app: string;
  deployment: string;
  serviceAccount: string;
  /** Name of the Kubernetes Service; absent where nothing calls it. */
  service?: string;
}

function petApp(app: string, service = true): PetApp {
  return { app, deployment: app, serviceAccount: `${app}-sa`, ...(service ? { service: app } : {}) };
}

/**
 * The five services, named as in the workshop where it names them for Kubernetes.
 * Source: aws-samples/one-observability-demo at 9bd558a8, src/cdk/lib/microservices.
 */
export const petServices = {
  petsite: {
    app: "petsite",
    deployment: "petsite-frontend-dotnet",
    serviceAccount: "petsite-sa",
    service: "service-petsite",
  },
  petsearch: petApp("petsearch"),
  payforadoption: petApp("payforadoption"),
  petlistadoptions: petApp("petlistadoptions"),
  petfood: petApp("petfood"),
} as const satisfies Record<string, PetApp>;
/** Name of one of the five services. */
export type PetServiceName = keyof typeof petServices;
/** The five services' names, in the order of the workshop. */
export const petServiceNames = Object.keys(petServices) as PetServiceName[];

/** What we add: the traffic, an S3 client (no service of the workshop is one), and the database in the cluster. */
export const petHelpers = {
  trafficgenerator: petApp("trafficgenerator", false),
  s3client: petApp("s3client", false),
  database: petApp("petdatabase"),
  schema: petApp("petschema", false),
} as const satisfies Record<string, PetApp>;

/** Port of every Service of the five. */
export const servicePort = 80;
/** Port that every one of the five listens on. An unprivileged container cannot take 80. */
export const containerPort = 8080;
/** Port of PostgreSQL. */
export const databasePort = 5432;
/**
 * Port of the nodes that the ingress uses. It lies in the range that Kubernetes leaves to fixed ports, so no other
 * Service is given it by chance. Source: Kubernetes documentation, "Avoid collisions assigning ports to NodePort Services".
 */
export const ingressNodePort = 30080;
/** Path that all five answer with 200. */
export const healthPath = "/health/status";
/** Name of the database of the adoptions. */
export const databaseName = "adoptions";
/** Its user. */
export const databaseUser = "petadmin";
