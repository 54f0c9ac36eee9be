import * as pulumi from "@pulumi/pulumi";
import type { PetServiceName } from "../names.ts";
import type { Site } from "../site.ts";
import type { PendingStatement } from "./apps.ts";
import type { FullStores } from "./full-stores.ts";
import type { ParameterName, Parameters } from "./parameters.ts";

/** What the workshop's services are given. */
export interface FullInputs {
  stores: FullStores;
  parameters: Parameters;
  secretArn: pulumi.Input<string>;
}

const readItems = ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan"];
const writeItems = [
  "dynamodb:BatchWriteItem",
  "dynamodb:DeleteItem",
  "dynamodb:PutItem",
  "dynamodb:UpdateItem",
];

function read({ parameters }: FullInputs, ...names: ParameterName[]): PendingStatement {
  return {
    Action: ["ssm:GetParameter", "ssm:GetParameters"],
    Resource: names.map((name) => parameters[name].arn),
  };
}

function secret({ secretArn }: FullInputs): PendingStatement {
  return { Action: ["secretsmanager:GetSecretValue"], Resource: [secretArn] };
}

/** Everything before the name of a parameter, taken from one of them: Region and account are in it. */
function parameterBase({ parameters }: FullInputs): pulumi.Output<string> {
  const end = ":parameter";
  return parameters.searchapiurl.arn.apply((arn) => arn.slice(0, arn.indexOf(`${end}/`) + end.length));
}

/** The web site loads the whole path at its start. */
function petsite(site: Site, inputs: FullInputs): PendingStatement[] {
  const path = pulumi.interpolate`${parameterBase(inputs)}${site.settings.parameterPrefix}`;
  const actions = ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"];
  return [{ Action: actions, Resource: [path, pulumi.interpolate`${path}/*`] }];
}

/** It makes links to the bucket and never reads it. */
function petsearch(inputs: FullInputs): PendingStatement[] {
  return [
    read(inputs, "imagescdnurl", "dynamodbtablename", "s3bucketname"),
    { Action: readItems, Resource: [inputs.stores.pets.arn] },
  ];
}

function payforadoption(inputs: FullInputs): PendingStatement[] {
  const { pets, queue } = inputs.stores;
  // This one name is written into the image, whatever the prefix.
  const errorMode = pulumi.interpolate`${parameterBase(inputs)}/petstore/errormode1`;
  return [
    read(
      inputs,
      "updateadoptionstatusurl",
      "rdssecretarn",
      "s3bucketname",
      "dynamodbtablename",
      "queueurl",
      "searchapiurl",
    ),
    { Action: ["ssm:GetParameter"], Resource: [errorMode] },
    secret(inputs),
    { Action: [...readItems, ...writeItems], Resource: [pets.arn] },
    { Action: ["sqs:SendMessage"], Resource: [queue.arn] },
  ];
}

function petfood(inputs: FullInputs): PendingStatement[] {
  const { foods, carts, bus } = inputs.stores;
  const tables = [foods.arn, pulumi.interpolate`${foods.arn}/index/*`, carts.arn];
  return [
    read(inputs, "foods_table_name", "carts_table_name", "imagescdnurl", "eventbusname"),
    { Action: [...readItems, ...writeItems], Resource: tables },
    { Action: ["events:PutEvents"], Resource: [bus.arn] },
  ];
}

/** What a service's role may do: its own parameters, tables, secret, queue and bus, nothing else. */
export function permissionsOf(site: Site, service: PetServiceName, inputs: FullInputs): PendingStatement[] {
  const permissions: Record<PetServiceName, () => PendingStatement[]> = {
    petsite: () => petsite(site, inputs),
    petsearch: () => petsearch(inputs),
    payforadoption: () => payforadoption(inputs),
    petlistadoptions: () => [secret(inputs)],
    petfood: () => petfood(inputs),
  };
  return permissions[service]();
}
