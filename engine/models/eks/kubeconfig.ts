import type { Value, Values } from "../../values.ts";
import { plainText } from "../declare.ts";

/** What a kubeconfig says about its cluster and how to get a token for it. */
export interface Access {
  clusterName: Value;
  endpoint: Value;
  authority: Value;
  region: Value;
  /** Role to assume for the token. */
  roleArn?: Value;
  /** Profile of the AWS CLI. */
  profileName?: Value;
}

/** The kubeconfig that eks hands out: a token comes from the AWS CLI. */
export function kubeconfig(access: Access): Values {
  const args: Value[] = ["--region", access.region, "eks", "get-token"];
  args.push("--cluster-name", access.clusterName, "--output", "json");
  if (access.roleArn !== undefined) args.push("--role", access.roleArn);
  if (access.profileName !== undefined) args.push("--profile", access.profileName);
  const version = "client.authentication.k8s.io/v1beta1";
  const env = [{ name: "KUBERNETES_EXEC_INFO", value: `{"apiVersion": "${version}"}` }];
  return {
    apiVersion: "v1",
    clusters: [
      {
        cluster: { server: access.endpoint, "certificate-authority-data": access.authority },
        name: "kubernetes",
      },
    ],
    contexts: [{ context: { cluster: "kubernetes", user: "aws" }, name: "aws" }],
    "current-context": "aws",
    kind: "Config",
    users: [{ name: "aws", user: { exec: { apiVersion: version, command: "aws", args, env } } }],
  };
}

/** The Region in an ARN. */
export function regionOfArn(arn: Value): string {
  return plainText(arn)?.split(":")[3] ?? "";
}
