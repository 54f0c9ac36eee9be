import assert from "node:assert/strict";
import type { Values } from "../../engine/values.ts";
import type {
  PetAdoptionCluster,
  PetAdoptionClusterArgs,
} from "../../components/pet-adoption-cluster/index.ts";
import { one, type Deployment, type Registration } from "../support/deploy.ts";
import { allows } from "../support/network-policies.ts";
import { deployPets, image, images, password, waitsFor } from "../support/pet-adoption.ts";
import { seenFullEdges } from "../support/pet-topology-full.ts";
import { sortEdges } from "../support/pet-topology.ts";

const full: PetAdoptionClusterArgs = { workload: "full", images, database: { password } };
const secretArn = "arn:aws:secretsmanager:ap-northeast-1:123456789012:secret:pets";
const existing: PetAdoptionClusterArgs = {
  ...full,
  database: { kind: "existing", secretArn, cidrs: ["10.9.0.0/24"] },
};

const deploymentType = "kubernetes:apps/v1:Deployment";
const containerOf = (each: Registration) =>
  ((((each.inputs.spec as Values).template as Values).spec as Values).containers as Values[])[0]!;
const envOf = (each: Registration) =>
  Object.fromEntries((containerOf(each).env as Values[]).map((item) => [item.name as string, item.value]));

let deployed: Deployment<PetAdoptionCluster>;

describe("PetAdoptionCluster's full workload", () => {
  before(async () => {
    deployed = await deployPets(full);
  });

  it("has the table's edges in what is planned, or the map misses services; amazon.com alone leaves no trace", () => {
    const table = deployed.result.edges.filter((edge) => edge.target !== "internet");
    const shapes = table.map(({ from, to, port, targetPort }) => ({ from, to, port, targetPort }));
    assert.deepEqual(seenFullEdges(deployed.registrations), sortEdges(shapes));
    assert.deepEqual(
      deployed.result.edges.filter((edge) => edge.target === "internet").map((edge) => edge.from),
      ["payforadoption"],
    );
  });

  it("lets every edge through its policies", () => {
    const specs = deployed.registrations
      .filter((each) => each.inputs.kind === "NetworkPolicy")
      .map((each) => each.inputs.spec as Values);
    for (const edge of deployed.result.edges) {
      const outside = { address: edge.target === "database" ? "10.0.130.9" : "52.94.0.1" };
      const to = edge.target === "pods" ? { labels: { app: edge.to } } : outside;
      const attempt = {
        from: { labels: { app: edge.from } },
        to,
        protocol: "TCP",
        port: edge.targetPort,
      } as const;
      assert.ok(allows(specs, attempt), `${edge.from} > ${edge.to}`);
    }
  });

  it("runs the given images, two of each, and petlistadoptions not as a development server", () => {
    for (const app of ["petsite", "petsearch", "payforadoption", "petlistadoptions", "petfood"]) {
      const deployment = one(deployed.registrations, deploymentType, `pets-${app}`);
      assert.equal(containerOf(deployment).image, image);
      assert.equal((deployment.inputs.spec as Values).replicas, 2);
      const command =
        app === "petlistadoptions"
          ? ["uvicorn", "app:app", "--host", "0.0.0.0", "--port", "8080"]
          : undefined;
      assert.deepEqual(containerOf(deployment).command, command);
    }
    const groups = deployed.registrations.filter((each) => each.type === "eks:index:ManagedNodeGroup");
    assert.deepEqual(groups[0]!.inputs.instanceTypes, ["t3.large"]);
  });

  it("publishes the sixteen parameters, with the ends that clients put paths behind", () => {
    const found = deployed.registrations.filter((each) => each.type === "aws:ssm/parameter:Parameter");
    const at = (app: string) => `http://${app}.petsite.svc.cluster.local`;
    assert.deepEqual(
      Object.fromEntries(found.map(({ inputs }) => [inputs.name as string, inputs.insecureValue])),
      {
        "/petstore/carts_table_name": "pets-carts-physical",
        "/petstore/cleanupadoptionsurl": `${at("payforadoption")}/api/cleanupadoptions`,
        "/petstore/dynamodbtablename": "pets-pets-physical",
        "/petstore/eventbusname": "pets-events-physical",
        "/petstore/foods_table_name": "pets-foods-physical",
        "/petstore/imagescdnurl": "https://pets-assets.s3.example",
        "/petstore/paymentapiurl": `${at("payforadoption")}/api/completeadoption`,
        "/petstore/petfoodapiurl": `${at("petfood")}/api/foods`,
        "/petstore/petfoodcarturl": `${at("petfood")}/api/cart`,
        "/petstore/petlistadoptionsurl": `${at("petlistadoptions")}/api/adoptionlist/`,
        "/petstore/petsiteurl": at("service-petsite"),
        "/petstore/queueurl": "https://pets-adoptions.example",
        "/petstore/rdssecretarn": "arn:aws:simulated:ap-northeast-1:123456789012:pets-database",
        "/petstore/s3bucketname": "pets-assets-physical",
        "/petstore/searchapiurl": `${at("petsearch")}/api/search?`,
        "/petstore/updateadoptionstatusurl":
          "https://pets-updater-id.execute-api.ap-northeast-1.amazonaws.com/prod/",
      },
    );
  });

  it("tells every service where to look, under the prefix that was chosen", async () => {
    const { registrations } = await deployPets({ ...existing, parameterPrefix: "/pets/blue" });
    const env = (app: string) => envOf(one(registrations, deploymentType, `pets-${app}`));
    assert.equal(env("petsite").PARAMETER_STORE_PREFIX, "/pets/blue");
    assert.equal(env("petsearch").PETSEARCH_PARAM_PREFIX, "/pets/blue");
    assert.equal(env("payforadoption").PETSTORE_PARAM_PREFIX, "/pets/blue");
    assert.equal(env("petfood").PETFOOD_PARAM_PREFIX, "/pets/blue");
    assert.equal(env("petlistadoptions").APP_RDS_SECRET_ARN, secretArn);
    const published = registrations.filter((each) => each.type === "aws:ssm/parameter:Parameter");
    for (const { inputs } of published) assert.match(inputs.name as string, /^\/pets\/blue\/[a-z0-9_]+$/);
    for (const app of ["petsite", "petsearch", "payforadoption", "petlistadoptions", "petfood"]) {
      assert.equal(env(app).AWS_REGION, "ap-northeast-1");
    }
  });

  it("gives each service a role of its own that names what it may use", () => {
    const policy = (app: string) =>
      JSON.parse(
        one(deployed.registrations, "aws:iam/rolePolicy:RolePolicy", `pets-${app}`).inputs.policy as string,
      ) as {
        Statement: { Action: string[]; Resource: string[] }[];
      };
    const arn = (name: string) => `arn:aws:simulated:ap-northeast-1:123456789012:${name}`;
    assert.deepEqual(policy("petlistadoptions"), {
      Statement: [
        { Action: ["secretsmanager:GetSecretValue"], Effect: "Allow", Resource: [arn("pets-database")] },
      ],
      Version: "2012-10-17",
    });
    const tablesOf = (app: string) =>
      policy(app).Statement.filter((each) => each.Action.some((action) => action.startsWith("dynamodb:")));
    const readItems = ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan"];
    const writeItems = ["BatchWriteItem", "DeleteItem", "PutItem", "UpdateItem"].map(
      (each) => `dynamodb:${each}`,
    );
    const allow = (Action: string[], ...Resource: string[]) => [{ Action, Effect: "Allow", Resource }];
    assert.deepEqual(tablesOf("petsearch"), allow(readItems, arn("pets-pets")));
    assert.deepEqual(tablesOf("payforadoption"), allow([...readItems, ...writeItems], arn("pets-pets")));
    const foods = [arn("pets-foods"), `${arn("pets-foods")}/index/*`, arn("pets-carts")];
    assert.deepEqual(tablesOf("petfood"), allow([...readItems, ...writeItems], ...foods));
    for (const app of ["petsite", "petsearch", "payforadoption", "petfood", "s3client"]) {
      for (const { Action, Resource } of policy(app).Statement) {
        assert.ok(
          Action.every((action) => /^[a-z0-9-]+:[A-Za-z]+$/.test(action)),
          `${app} ${Action.join()}`,
        );
        assert.ok(!Resource.includes("*"), app);
      }
    }
    const { inputs } = one(deployed.registrations, "aws:iam/role:Role", "pets-petfood");
    assert.deepEqual(JSON.parse(inputs.assumeRolePolicy as string), {
      Statement: [
        {
          Action: ["sts:AssumeRole", "sts:TagSession"],
          Condition: {
            StringEquals: {
              "aws:RequestTag/kubernetes-namespace": "petsite",
              "aws:RequestTag/kubernetes-service-account": "petfood-sa",
            },
          },
          Effect: "Allow",
          Principal: { Service: "pods.eks.amazonaws.com" },
        },
      ],
      Version: "2012-10-17",
    });
  });

  it("fills on-demand tables with 26 pets and nine foods that no later update sets back", () => {
    const tables = deployed.registrations.filter((each) => each.type === "aws:dynamodb/table:Table");
    assert.deepEqual(tables.map((each) => each.name).sort(), ["pets-carts", "pets-foods", "pets-pets"]);
    for (const { inputs } of tables) assert.equal(inputs.billingMode, "PAY_PER_REQUEST");
    const items = deployed.registrations.filter((each) => each.type === "aws:dynamodb/tableItem:TableItem");
    const keys = items.map(({ inputs }) => {
      const item = JSON.parse(inputs.item as string) as Record<string, { S?: string }>;
      const key = [inputs.hashKey, inputs.rangeKey].filter((each) => each !== undefined);
      return key.map((name) => item[name as string]?.S).join("/");
    });
    assert.equal(items.length, 35);
    assert.equal(new Set(keys).size, 35);
    assert.equal(keys.filter((key) => /^(puppy|kitten|bunny)\/\d{3}$/.test(key)).length, 26);
    for (const each of items) assert.deepEqual(each.ignoreChanges, ["item"]);
  });

  it("makes the tables of the database before any service starts", () => {
    const job = one(deployed.registrations, "kubernetes:batch/v1:Job");
    const { data } = one(deployed.registrations, "kubernetes:core/v1:ConfigMap", "pets-petschema").inputs;
    for (const table of ["transactions", "users"]) {
      assert.ok(((data as Values)["schema.sql"] as string).includes(`create table if not exists ${table} (`));
    }
    assert.equal(envOf(job).PGSSLMODE, "require");
    assert.ok(
      waitsFor(deployed.registrations, `${deploymentType}::pets-payforadoption`, `${job.type}::${job.name}`),
    );
    assert.ok(
      waitsFor(
        deployed.registrations,
        `${job.type}::${job.name}`,
        "aws:rds/instance:Instance::pets-database",
      ),
    );
  });

  it("puts the status updater behind an API that only this VPC reaches", () => {
    const { inputs } = one(deployed.registrations, "aws:apigateway/restApiPolicy:RestApiPolicy");
    const [statement] = (JSON.parse(inputs.policy as string) as { Statement: Values[] }).Statement;
    assert.deepEqual(statement!.Condition, { StringEquals: { "aws:SourceVpc": "vpc-pets-vpc" } });
    const api = one(deployed.registrations, "aws:apigateway/restApi:RestApi").inputs;
    assert.deepEqual(api.endpointConfiguration, {
      types: "PRIVATE",
      vpcEndpointIds: ["pets-execute-api-id"],
    });
    for (const earlier of ["restApiPolicy:RestApiPolicy", "integration:Integration", "method:Method"]) {
      const [module] = earlier.split(":");
      const name = `aws:apigateway/${module!}:${earlier.split(":")[1]!}::pets-updater`;
      assert.ok(
        waitsFor(deployed.registrations, "aws:apigateway/deployment:Deployment::pets-updater", name),
        earlier,
      );
    }
  });
});
