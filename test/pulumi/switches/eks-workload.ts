import assert from "node:assert/strict";
import { counting, only, part, sections, together, without, type Switch } from "../switching.ts";
import { eks, ingress } from "./eks.ts";

/** Passwords of a database, as the file of a stack holds a secret. */
const passwords = {
  first: { secure: "v1:EyPUc/J0WLgJoSJv:TMP6x/OXOwuWY3BUwP9zsKlX5VDsHnoK77qf9J6gJqM=" },
  second: { secure: "v1:NUq1yUBzMBcTUE66:ljKEzjBYj5kDrJJ0y3ElRayuuxhAtlTNGtZVsRiXDFY=" },
};
const password = (name: keyof typeof passwords) => sections({ "nfm:databasePassword": passwords[name] });

const services = ["payforadoption", "petfood", "petlistadoptions", "petsearch", "petsite"];
const apps = [...services, "petdatabase", "s3client", "trafficgenerator"];
const ofDatabase = ["payforadoption", "petlistadoptions"];
const image = (name: string, tag: string) => ({ [name]: `registry.example/${name}:${tag}` });

const each = (what: string, names: string[]) => names.map((name) => `${what} pets-${name}`);

/** Everything of the simulated workload that has a namespace. */
const inNamespace = (what: string) => [
  ...["Deployment", "NetworkPolicy", "ServiceAccount"].flatMap((kind) => each(`${what} ${kind}`, apps)),
  ...["ConfigMap", "PodDisruptionBudget"].flatMap((kind) => each(`${what} ${kind}`, services)),
  ...each(`${what} Service`, [...services, "petdatabase"]),
  ...each(`${what} PodIdentityAssociation`, [
    "payforadoption",
    "petfood",
    "petsearch",
    "petsite",
    "s3client",
  ]),
  `${what} NetworkPolicy pets-default-deny`,
];

/** The pod that stands for a database. */
const databasePod = (what: string) =>
  ["Deployment", "NetworkPolicy", "Service", "ServiceAccount"].map(
    (kind) => `${what} ${kind} pets-petdatabase`,
  );

/** What leads to a database outside the cluster. */
const wayToDatabase = (what: string) => [
  `${what} SecurityGroup pets-database`,
  `${what} SecurityGroupIngressRule pets-database`,
];

/** What is switched of what runs in the cluster, each from where the one before ended. */
export const workloadSwitches: Switch[] = [
  {
    title:
      "another namespace gets a workload of its own before the old one goes, but for the Service that the load " +
      "balancer reaches; the roles trust it alone",
    change: eks({ namespace: "pets" }),
    does: [
      ...inNamespace("create"),
      ...inNamespace("delete"),
      "create Namespace pets-pets",
      "delete Namespace pets-petsite",
      ...each("update Role", ["payforadoption", "petfood", "petsearch", "petsite", "s3client"]),
    ],
    overlaps: [
      ...["ConfigMap", "Deployment", "NetworkPolicy", "PodDisruptionBudget", "PodIdentityAssociation"],
      ...["Service", "ServiceAccount"],
    ],
  },
  {
    title:
      "a database outside the cluster comes before its pod goes, and a monitor follows what goes there; the load " +
      "balancer goes without a rest",
    change: together(
      eks({ database: { kind: "rds" }, ingress: undefined }),
      password("first"),
      part("nfm:monitors", { cluster: { over: "cluster", towards: "databaseSubnets" } }),
    ),
    does: [
      ...wayToDatabase("create"),
      "create Instance pets-database",
      "create Secret pets-petdatabase",
      "create SubnetGroup pets-rds",
      ...ingress("delete"),
      "delete Listener pets-https",
      ...databasePod("delete"),
      ...each("update Deployment", ofDatabase),
      "update Monitor cluster-monitor",
      ...each("update NetworkPolicy", ofDatabase),
    ],
  },
  {
    title:
      "another class, password and end of the database change it in place, and the pods that read the password start " +
      "anew",
    change: together(
      eks({ database: { kind: "rds", instanceClass: "db.t4g.small", skipFinalSnapshot: true } }),
      password("second"),
    ),
    does: [
      "create Secret pets-petdatabase",
      "delete Secret pets-petdatabase",
      ...each("update Deployment", ofDatabase),
      "update Instance pets-database",
    ],
    overlaps: ["Secret"],
  },
  {
    title:
      "the workshop's own services, with their stores, take the simulated ones' places, and a cluster the instance's",
    change: eks({
      workload: "full",
      database: { kind: "aurora" },
      images: Object.assign({}, ...services.map((name) => image(name, "1"))) as object,
    }),
    does: counting({
      // The pets and the food that the workshop sells.
      "create TableItem": 35,
      "create Table": 2,
      // Where each service finds the others and its stores.
      "create Parameter": 16,
      "create EventBus": 1,
      "create Queue": 1,
      // The database, which the services know by a secret, and the tables in it.
      "create Cluster": 1,
      "create ClusterInstance": 1,
      "create Secret": 1,
      "create SecretVersion": 1,
      "create SubnetGroup": 1,
      "create ConfigMap": 1,
      "create Job": 1,
      "create NetworkPolicy": 1,
      "create ServiceAccount": 1,
      // The function behind a private API that updates the status of adoptions.
      "create Function": 1,
      "create Integration": 1,
      "create LogGroup": 1,
      "create Method": 1,
      "create Permission": 1,
      "create RestApi": 1,
      "create RestApiPolicy": 1,
      "create Stage": 1,
      "create Deployment": 1,
      "create SecurityGroup": 1,
      "create VpcEndpoint": 1,
      // Its role, and that of the one service that asked for nothing before.
      "create Role": 2,
      "create RolePolicy": 2,
      "create PodIdentityAssociation": 1,
      "update RolePolicy": 4,
      "update Deployment": 6,
      "update NetworkPolicy": 1,
      "delete ConfigMap": 5,
      "delete Instance": 1,
      "delete SubnetGroup": 1,
    }),
  },
  {
    title: "a database that exists, other parameters, an image and an updater of one's own",
    change: together(
      (config) => {
        const { images } = config["nfm:eks"] as { images: object };
        return eks({
          database: {
            kind: "existing",
            cidrs: ["10.9.0.0/24"],
            secretArn: "arn:aws:secretsmanager:ap-northeast-1:123456789012:secret:pets-AbCdEf",
          },
          images: { ...images, ...image("petsite", "2") },
          parameterPrefix: "/pets",
          statusUpdaterUrl: "https://status.example/update",
        })(config);
      },
      without("nfm:databasePassword"),
      part("nfm:monitors", { cluster: { over: "cluster" } }),
    ),
    does: counting({
      "create Parameter": 16,
      "delete Parameter": 16,
      "update Deployment": 5,
      "update Monitor": 1,
      "update NetworkPolicy": 2,
      "update RolePolicy": 5,
      // The job that made the tables, with all it needed, and the database.
      "delete Cluster": 1,
      "delete ClusterInstance": 1,
      "delete ConfigMap": 1,
      "delete Job": 1,
      "delete NetworkPolicy": 1,
      // What the pods read, and what the services did.
      "delete Secret": 2,
      "delete SecretVersion": 1,
      "delete ServiceAccount": 1,
      "delete SubnetGroup": 1,
      "delete SecurityGroupIngressRule": 1,
      // The groups of the database and of the private API's endpoint.
      "delete SecurityGroup": 2,
      "delete Deployment": 1,
      "delete Function": 1,
      "delete Integration": 1,
      "delete LogGroup": 1,
      "delete Method": 1,
      "delete Permission": 1,
      "delete RestApi": 1,
      "delete RestApiPolicy": 1,
      "delete Role": 1,
      "delete RolePolicy": 1,
      "delete Stage": 1,
      "delete VpcEndpoint": 1,
    }),
  },
  {
    title: "no workload any more leaves cluster, nodes, agent and monitors alone",
    change: eks({
      database: undefined,
      images: undefined,
      parameterPrefix: undefined,
      statusUpdaterUrl: undefined,
      workload: "none",
    }),
    does(done) {
      only("delete")(done);
      assert.ok(!done.some((line) => / (Cluster|NodeGroup|Addon|Monitor|Vpc|Subnet|Key) /.test(line)));
    },
  },
  {
    title: "and another one comes onto the same nodes",
    change: eks({ workload: "simulated" }),
    does(done) {
      only("create")(done);
      assert.ok(!done.some((line) => / (Cluster|NodeGroup|Addon|Monitor|Vpc|Subnet|Key) /.test(line)));
    },
  },
];
