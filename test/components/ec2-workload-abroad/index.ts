// A site whose Region and account only its provider says.
import * as aws from "@pulumi/aws";
import { Ec2Workload, Egress } from "../../../components/workloads.ts";

const provider = new aws.Provider("abroad", { region: "eu-west-1", allowedAccountIds: ["210987654321"] });
new Ec2Workload(
  "site",
  { egress: Egress.Endpoints, availabilityZones: ["eu-west-1a", "eu-west-1b"] },
  { provider },
);
