import * as aws from "@pulumi/aws";
import { PetAdoptionCluster, PetDatabase, PetWorkload } from "../../../components/workloads.ts";

const tags = { team: "net" };
const image = "123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/pet:1";
const viewer = new aws.iam.Role("viewer", { assumeRolePolicy: "{}", tags });

/** A cluster with as much of everything as one can have: nothing but what this program runs beside reaches its API. */
const full = new PetAdoptionCluster("full", {
  apiCidrs: [],
  runsInsideVpc: true,
  access: {
    deployRoleArns: ["arn:aws:iam::123456789012:role/ci/deploy"],
    previewRoleArns: [viewer.arn],
  },
  oidcProvider: true,
  workload: PetWorkload.Full,
  images: {
    petsite: image,
    petsearch: image,
    payforadoption: image,
    petlistadoptions: image,
    petfood: image,
  },
  database: { kind: PetDatabase.Rds, password: "0123456789abcdef" },
  ingress: { allowedCidrs: ["0.0.0.0/0"] },
  tags,
});

/** What an importing program would go on with. */
export default { oidcProviderArn: full.oidcProviderArn };
