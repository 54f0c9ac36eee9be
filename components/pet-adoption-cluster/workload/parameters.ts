import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { petServices } from "../names.ts";
import type { Site } from "../site.ts";
import { serviceUrl } from "./apps.ts";

/** What the parameters say of things outside the cluster. */
export interface ParameterValues {
  petsTable: pulumi.Input<string>;
  foodsTable: pulumi.Input<string>;
  cartsTable: pulumi.Input<string>;
  bucketName: pulumi.Input<string>;
  imagesUrl: pulumi.Input<string>;
  secretArn: pulumi.Input<string>;
  queueUrl: pulumi.Input<string>;
  eventBusName: pulumi.Input<string>;
  updaterUrl: pulumi.Input<string>;
}

/**
 * Names under the prefix. Clients put paths behind the URLs, so their ends matter, the question mark too.
 * Source: aws-samples/one-observability-demo at 9bd558a8, src/cdk/bin/constants.ts.
 */
export type ParameterName =
  | "petsiteurl"
  | "searchapiurl"
  | "paymentapiurl"
  | "cleanupadoptionsurl"
  | "petlistadoptionsurl"
  | "petfoodapiurl"
  | "petfoodcarturl"
  | "imagescdnurl"
  | "s3bucketname"
  | "updateadoptionstatusurl"
  | "dynamodbtablename"
  | "foods_table_name"
  | "carts_table_name"
  | "rdssecretarn"
  | "queueurl"
  | "eventbusname";

/** The parameters by name. */
export type Parameters = Record<ParameterName, aws.ssm.Parameter>;

function parameterValues(
  namespace: string,
  values: ParameterValues,
): Record<ParameterName, pulumi.Input<string>> {
  const { petsite, petsearch, payforadoption, petlistadoptions, petfood } = petServices;
  return {
    petsiteurl: serviceUrl(petsite, namespace),
    searchapiurl: serviceUrl(petsearch, namespace, "/api/search?"),
    paymentapiurl: serviceUrl(payforadoption, namespace, "/api/completeadoption"),
    cleanupadoptionsurl: serviceUrl(payforadoption, namespace, "/api/cleanupadoptions"),
    petlistadoptionsurl: serviceUrl(petlistadoptions, namespace, "/api/adoptionlist/"),
    petfoodapiurl: serviceUrl(petfood, namespace, "/api/foods"),
    petfoodcarturl: serviceUrl(petfood, namespace, "/api/cart"),
    imagescdnurl: values.imagesUrl,
    s3bucketname: values.bucketName,
    updateadoptionstatusurl: values.updaterUrl,
    dynamodbtablename: values.petsTable,
    foods_table_name: values.foodsTable,
    carts_table_name: values.cartsTable,
    rdssecretarn: values.secretArn,
    queueurl: values.queueUrl,
    eventbusname: values.eventBusName,
  };
}

/** The parameters that the workshop's services read. None is secret, so plans may show them. */
export function createParameters(site: Site, values: ParameterValues): Parameters {
  const { name, component, settings, tags } = site;
  const made = Object.entries(parameterValues(settings.namespace, values)).map(([key, value]) => [
    key,
    new aws.ssm.Parameter(
      `${name}-${key}`,
      { name: `${settings.parameterPrefix}/${key}`, type: "String", insecureValue: value, tags },
      { parent: component },
    ),
  ]);
  return Object.fromEntries(made) as Parameters;
}
