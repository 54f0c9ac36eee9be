import {
  anything,
  fields,
  flag,
  input,
  list,
  listOf,
  number,
  record,
  required,
  text,
  texts,
  type Form,
  type Forms,
} from "../shared/forms.ts";
import type {
  ClusterAccessArgs,
  ClusterNetworkArgs,
  ClusterNodesArgs,
  ExistingVpcArgs,
  PetAdoptionClusterArgs,
  PetDatabaseArgs,
  PetImagesArgs,
  PetIngressArgs,
  ProviderCredentialArgs,
} from "./args.ts";

const roleArns = listOf(input(text));
const fix = "take it from the VPC that exists";

const vpc: Form = fields<ExistingVpcArgs>({
  vpcId: required(input(text), "the id of a VPC", fix),
  cidrBlock: required(text, "an IPv4 range", fix),
  privateSubnetIds: required(list, "ids of private subnets", fix),
  availabilityZones: required(texts, "names of zones", fix),
  publicSubnetIds: list,
  publicSubnetCidrs: texts,
  dataSubnetIds: list,
  egress: anything,
  endpoints: texts,
});

const database: Form = fields<PetDatabaseArgs>({
  kind: anything,
  // Its own check takes whatever comes, and shows none of it.
  password: anything,
  instanceClass: text,
  secretArn: input(text),
  cidrs: texts,
  skipFinalSnapshot: flag,
});

/** The form of every argument of the cluster. */
export const forms: Forms<PetAdoptionClusterArgs> = {
  version: text,
  apiCidrs: texts,
  runsInsideVpc: flag,
  access: fields<ClusterAccessArgs>({ deployRoleArns: roleArns, previewRoleArns: roleArns }),
  providerCredentialOpts: fields<ProviderCredentialArgs>({ profileName: input(text), roleArn: input(text) }),
  logTypes: texts,
  secretsKeyArn: input(text),
  oidcProvider: flag,
  compute: anything,
  nodes: fields<ClusterNodesArgs>({
    instanceTypes: texts,
    architecture: anything,
    perZone: number,
    diskSizeGiB: number,
  }),
  network: fields<ClusterNetworkArgs>({
    cidrBlock: text,
    availabilityZones: texts,
    availabilityZoneCount: number,
    egress: anything,
  }),
  vpc,
  imageRegistry: text,
  workload: anything,
  namespace: text,
  loadRoundsPerMinute: number,
  images: fields<PetImagesArgs>({
    petsite: text,
    petsearch: text,
    payforadoption: text,
    petlistadoptions: text,
    petfood: text,
  }),
  database,
  parameterPrefix: text,
  statusUpdaterUrl: input(text),
  ingress: fields<PetIngressArgs>({
    allowedCidrs: required(
      texts,
      "one range or more",
      'give the ranges of your users, or ["0.0.0.0/0"] for everyone',
    ),
    internetFacing: flag,
    certificateArn: input(text),
  }),
  forceDestroy: flag,
  tags: input(record),
};
