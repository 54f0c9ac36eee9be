import type * as pulumi from "@pulumi/pulumi";
import { containerPort, petServices, type PetServiceName } from "../names.ts";
import type { Site } from "../site.ts";
import { serviceUrl } from "./apps.ts";

/** Environment variables of a container. */
type Environment = Record<string, pulumi.Input<string>>;

/** Where a collector of traces would listen; without one the services say so in their logs and go on. */
const collector = "localhost:4317";

const petsite = {
  CART_API_URL_PARAM_NAME: "petfoodcarturl",
  CLEANUP_ADOPTIONS_URL_PARAM_NAME: "cleanupadoptionsurl",
  FOOD_API_URL_PARAM_NAME: "petfoodapiurl",
  PAYMENT_API_URL_PARAM_NAME: "paymentapiurl",
  PET_HISTORY_URL_PARAM_NAME: "pethistoryurl",
  PET_LIST_ADOPTIONS_URL_PARAM_NAME: "petlistadoptionsurl",
  RUM_SCRIPT_PARAMETER_NAME: "rumscriptparameter",
  SEARCH_API_URL_PARAM_NAME: "searchapiurl",
};

const petsearch = {
  PETSEARCH_DYNAMODB_TABLE_NAME: "dynamodbtablename",
  PETSEARCH_IMAGES_CDN_URL: "imagescdnurl",
  PETSEARCH_S3_BUCKET_NAME: "s3bucketname",
};

const payforadoption = {
  DYNAMODB_TABLE_PARAMETER_NAME: "dynamodbtablename",
  OTEL_EXPORTER_OTLP_ENDPOINT: collector,
  PETSEARCH_URL_PARAMETER_NAME: "searchapiurl",
  RDS_SECRET_ARN_NAME: "rdssecretarn",
  S3_BUCKET_PARAMETER_NAME: "s3bucketname",
  SQS_QUEUE_URL_PARAMETER_NAME: "queueurl",
  UPDATE_ADOPTIONS_STATUS_URL_PARAMETER_NAME: "updateadoptionstatusurl",
};

const petfood = {
  PETFOOD_CARTS_TABLE_NAME: "carts_table_name",
  PETFOOD_EVENT_BUS_NAME: "eventbusname",
  PETFOOD_FOODS_TABLE_NAME: "foods_table_name",
  PETFOOD_IMAGES_CDN_URL: "imagescdnurl",
  PETFOOD_OTLP_ENDPOINT: `http://${collector}`,
};

/**
 * What a service of the workshop reads from its environment: the prefix, and names of parameters under it;
 * petlistadoptions, which would read a fixed prefix, gets its two values directly.
 * Source: aws-samples/one-observability-demo at 9bd558a8, src/cdk/lib/microservices.
 */
export function environmentOf(
  site: Site,
  service: PetServiceName,
  secretArn: pulumi.Input<string>,
): Environment {
  const { parameterPrefix, namespace } = site.settings;
  const environments: Record<PetServiceName, Environment> = {
    petsite: { PARAMETER_STORE_PREFIX: parameterPrefix, ...petsite },
    petsearch: { PETSEARCH_PARAM_PREFIX: parameterPrefix, ...petsearch },
    payforadoption: { PETSTORE_PARAM_PREFIX: parameterPrefix, ...payforadoption },
    petlistadoptions: {
      PORT: String(containerPort),
      APP_PET_SEARCH_URL: serviceUrl(petServices.petsearch, namespace, "/api/search?"),
      APP_RDS_SECRET_ARN: secretArn,
    },
    petfood: { PETFOOD_PARAM_PREFIX: parameterPrefix, ...petfood },
  };
  return environments[service];
}
