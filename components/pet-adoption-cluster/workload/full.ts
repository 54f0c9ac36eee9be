import {
  containerPort,
  healthPath,
  petHelpers,
  petServices,
  servicePort,
  type PetServiceName,
} from "../names.ts";
import type { Site } from "../site.ts";
import { serviceUrl, type AppPlan } from "./apps.ts";
import { s3Client, trafficGenerator } from "./clients.ts";
import { environmentOf } from "./full-environment.ts";
import { permissionsOf, type FullInputs } from "./full-permissions.ts";
import { trafficUser } from "./schema.ts";

/** A user without rights, for images whose own user nobody here has seen. */
const imageUser = 10001;

/** What petlistadoptions must be told: its own start script runs a development server under containerd. */
const listCommand = ["uvicorn", "app:app", "--host", "0.0.0.0", "--port", String(containerPort)];

function serviceApp(site: Site, name: PetServiceName, inputs: FullInputs): AppPlan {
  const health = { httpGet: { path: healthPath, port: containerPort }, timeoutSeconds: 5 };
  return {
    names: petServices[name],
    replicas: 2,
    service: { port: servicePort, targetPort: containerPort },
    statements: permissionsOf(site, name, inputs),
    containers: [
      {
        name,
        image: site.args.images?.[name] ?? "",
        user: imageUser,
        ...(name === "petlistadoptions" ? { command: listCommand } : {}),
        env: { AWS_REGION: site.regionName, ...environmentOf(site, name, inputs.secretArn) },
        port: containerPort,
        readiness: { ...health, periodSeconds: 10 },
        // A Java service takes its time to start on a small node.
        liveness: { ...health, periodSeconds: 20, initialDelaySeconds: 60, failureThreshold: 6 },
        cpu: "100m",
        memory: "256Mi",
        memoryLimit: "512Mi",
      },
    ],
  };
}

/** The round of the workshop's earlier traffic: look, adopt, list, eat, and set everything back. */
const pages = [
  `/?userId=${trafficUser}`,
  `/Payment/MakePayment?userId=${trafficUser}|petId=001&petType=puppy&userId=${trafficUser}`,
  `/PetListAdoptions?userId=${trafficUser}`,
  `/FoodService?userId=${trafficUser}`,
  `/housekeeping?userId=${trafficUser}`,
];

/** The workshop's own services, all in the cluster, with a role for each and the traffic that makes every edge flow. */
export function fullApps(site: Site, inputs: FullInputs): AppPlan[] {
  const { imageRegistry, loadRoundsPerMinute, namespace } = site.settings;
  const options = { registry: imageRegistry, roundsPerMinute: loadRoundsPerMinute };
  const { bucket } = inputs.stores;
  const services = (Object.keys(petServices) as PetServiceName[]).map((name) =>
    serviceApp(site, name, inputs),
  );
  return [
    ...services,
    {
      names: petHelpers.s3client,
      replicas: 1,
      containers: [s3Client(options, site.regionName, bucket.bucket)],
      statements: [{ Action: ["s3:ListBucket"], Resource: [bucket.arn] }],
    },
    {
      names: petHelpers.trafficgenerator,
      replicas: 1,
      containers: [trafficGenerator(options, serviceUrl(petServices.petsite, namespace), pages)],
    },
  ];
}
