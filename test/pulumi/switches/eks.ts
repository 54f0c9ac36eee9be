import { part, together, type Switch } from "../switching.ts";
import { shipped, type Config } from "../world.ts";

/** A change of keys of `nfm:eks`. */
export const eks = (change: object) => part("nfm:eks", change);

/** A change of keys of a section within `nfm:eks`, which may be absent. */
const within = (section: string, change: object) => (config: Config) => {
  const before = (config["nfm:eks"] as Record<string, object | undefined>)[section];
  return eks({ [section]: { ...before, ...change } })(config);
};
const nodes = (change: object) => within("nodes", change);
const network = (change: object) => within("network", change);
const agent = (change: object) => part("nfm:agent", change);

const arn = (service: string, rest: string) => `arn:aws:${service}:ap-northeast-1:123456789012:${rest}`;
const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
const access = (deploy: string[], view: string[]) =>
  eks({ access: { deployRoleArns: deploy.map(role), previewRoleArns: view.map(role) } });

const each = (what: string, names: string[]) => names.map((name) => `${what}${name}`);
const inBothZones = (what: string) => each(what, ["1", "2"]);

/** The five services and the two helpers that call; and the database in the cluster. */
const callers = ["payforadoption", "petfood", "petlistadoptions", "petsearch", "petsite"];
const allCallers = [...callers, "s3client", "trafficgenerator"];
const allApps = [...allCallers, "petdatabase"];

/** What a load balancer in front of the web site consists of, beside what it changes. */
export const ingress = (what: string) => [
  ...inBothZones(`${what} Attachment pets-petsite-`),
  `${what} Listener pets-http`,
  `${what} LoadBalancer pets-ingress`,
  `${what} SecurityGroup pets-ingress`,
  `${what} SecurityGroupIngressRule pets-ingress`,
  `${what} TargetGroup pets-petsite`,
  "update NetworkPolicy pets-petsite",
  "update Service pets-petsite",
];

/** What a NAT gateway consists of. */
const nat = (what: string, zone: string) => [
  `${what} Eip pets-vpc-${zone}`,
  `${what} NatGateway pets-vpc-${zone}`,
];

/** What leads out of a VPC without NAT. */
const endpoints = (what: string) => [
  `${what} SecurityGroup pets-endpoints`,
  ...each(`${what} VpcEndpoint pets-`, [
    ...["ec2", "ecr.api", "ecr.dkr", "eks-auth", "elasticloadbalancing", "networkflowmonitorreports"],
    ...["ssm", "sts"],
  ]),
];

/** Keys of the access entries: a role's name, and eight digits of its ARN's hash. */
const entries = { deploy: "deploy-25f37273", other: "other-d20d129f", view: "view-ccbce111" };

/** The stack `staging`, with the Kubernetes version before its own. */
export const staging: Config = eks({ version: "1.34" })(shipped("staging"));

/** What is switched of the cluster and its network, each from where the one before ended. */
export const clusterSwitches: Switch[] = [
  {
    title: "a newer Kubernetes version takes control plane, add-ons and nodes along in place",
    change: eks({ version: "1.35" }),
    does: [
      ...each("update Addon pets-cluster-", ["kube-proxy", "vpc-cni"]),
      ...each("update Addon pets-", ["coredns", "eks-pod-identity-agent"]),
      "update Addon agent-agent",
      "update Cluster pets-cluster-eksCluster",
      "update Namespace pets-petsite",
      ...inBothZones("update NodeGroup pets-nodes-"),
    ],
  },
  {
    title:
      "other addresses that reach the Kubernetes API, fewer logs, a bucket that keeps what is in it and settings of " +
      "the agent come in place, the VPC is let in, and one more monitor is made beside the others",
    change: together(
      eks({ apiCidrs: ["203.0.113.0/24"], forceDestroy: false, logTypes: ["audit"], runsInsideVpc: true }),
      agent({
        agentVersion: "v1.1.6-eksbuild.1",
        openMetrics: { enabled: true },
        resources: {
          requests: { cpu: "10m", memory: "100Mi" },
          limits: { cpu: "500m", memory: "200Mi" },
        },
      }),
      part("nfm:monitors", { region: { over: "region" } }),
    ),
    does: [
      "create Monitor region-monitor",
      "create SecurityGroupIngressRule pets-api",
      "update Addon agent-agent",
      "update Bucket pets-assets",
      "update Cluster pets-cluster-eksCluster",
    ],
  },
  {
    title:
      "a larger disk makes a new version of the launch template and rolls the nodes, of which there is a second one " +
      "in each zone; more rounds of traffic restart the pods that call; each zone gets a NAT gateway of its own",
    change: together(
      nodes({ diskSizeGiB: 40, perZone: 2 }),
      eks({ loadRoundsPerMinute: 6 }),
      network({ egress: "natPerZone" }),
    ),
    does: [
      ...nat("create", "2"),
      ...each("update Deployment pets-", allCallers),
      "update LaunchTemplate pets-nodes",
      ...inBothZones("update NodeGroup pets-nodes-"),
      "update Route pets-vpc-private-2",
    ],
  },
  {
    title:
      "a load balancer comes with its way in, and its target group before it is attached; roles that deploy and " +
      "preview are named to the cluster",
    change: together(
      eks({ ingress: { allowedCidrs: ["192.0.2.0/24"] } }),
      access(["deploy"], ["view", "other"]),
    ),
    does: [
      ...ingress("create"),
      ...Object.values(entries).map((key) => `create AccessEntry pets-cluster-${key}`),
      `create AccessPolicyAssociation pets-cluster-${entries.deploy}-admin`,
      ...each("create AccessPolicyAssociation pets-cluster-", [
        `${entries.other}-view`,
        `${entries.view}-view`,
      ]),
    ],
  },
  {
    title:
      "a load balancer inside, with a certificate and for others, is made before the old one goes, and takes the " +
      "target group over; a role moves from preview to deploy without taking its entry away",
    change: together(
      eks({
        ingress: {
          allowedCidrs: ["198.51.100.0/24"],
          certificateArn: arn("acm", "certificate/11111111-2222-4333-8444-555555555555"),
          internetFacing: false,
        },
      }),
      access(["view", "deploy"], ["other"]),
    ),
    does: [
      "create Listener pets-http",
      "create Listener pets-https",
      "create LoadBalancer pets-ingress",
      "delete Listener pets-http",
      "delete LoadBalancer pets-ingress",
      "update SecurityGroup pets-ingress",
      `create AccessPolicyAssociation pets-cluster-${entries.view}-admin`,
      `delete AccessPolicyAssociation pets-cluster-${entries.view}-view`,
    ],
    overlaps: ["LoadBalancer"],
  },
  {
    title:
      "nodes of another type and architecture, which a group cannot change to, come in new groups and are attached " +
      "before the old ones go; roles that are named no more are out",
    change: together(nodes({ architecture: "arm64", instanceTypes: ["t4g.large"] }), access(["deploy"], [])),
    does: [
      ...["create", "delete"].flatMap((what) => [
        ...inBothZones(`${what} Attachment pets-petsite-`),
        ...inBothZones(`${what} NodeGroup pets-nodes-`),
      ]),
      ...each("delete AccessEntry pets-cluster-", [entries.other, entries.view]),
      `delete AccessPolicyAssociation pets-cluster-${entries.other}-view`,
      `delete AccessPolicyAssociation pets-cluster-${entries.view}-admin`,
    ],
    overlaps: ["Attachment", "NodeGroup"],
  },
  {
    title:
      "endpoints instead of NAT, and images that they reach, roll the pods once the endpoints are there; the agent's " +
      "other settings change the add-on in place",
    change: together(
      network({ egress: "endpoints" }),
      eks({ imageRegistry: "123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/mirror" }),
      agent({
        configuration: '{"priorityClassName":"system-node-critical"}',
        conflictsOnCreate: "NONE",
        conflictsOnUpdate: "OVERWRITE",
        openMetrics: { enabled: true, address: "0.0.0.0", port: 9110 },
        resources: {
          requests: { cpu: "20m", memory: "120Mi" },
          limits: { cpu: "600m", memory: "240Mi" },
        },
        serviceAccount: "aws-network-flow-monitor-agent-service-account",
        tolerations: [{ operator: "Exists" }],
      }),
    ),
    does: [
      ...endpoints("create"),
      "update Addon agent-agent",
      ...each("update Deployment pets-", allApps),
      ...inBothZones("delete Route pets-vpc-private-"),
      ...nat("delete", "1"),
      ...nat("delete", "2"),
    ],
  },
  {
    title:
      "NAT comes back before the endpoints go, an OIDC provider gives the agent its right to publish, and other " +
      "credentials of Pulumi's change nothing",
    change: together(
      network({ egress: "nat" }),
      eks({
        imageRegistry: undefined,
        oidcProvider: true,
        providerCredentialOpts: { profileName: "deployer", roleArn: role("deploy") },
      }),
    ),
    does: [
      ...nat("create", "1"),
      ...inBothZones("create Route pets-vpc-private-"),
      ...endpoints("delete"),
      ...each("update Deployment pets-", allApps),
      "create OpenIdConnectProvider pets-oidc",
      "update Addon agent-agent",
      "update Role agent-role",
    ],
  },
];
