import { remoteServices } from "./facts.ts";

/** One local or remote resource of a monitor, as far as it is known. */
export interface Member {
  path: string;
  type: string | undefined;
  identifier: string | undefined;
}

const forms: Record<string, { pattern: RegExp; example: string }> = {
  "AWS::EC2::VPC": {
    pattern: /^arn:[\w-]+:ec2:[a-z0-9-]+:\d{12}:vpc\/vpc-[0-9a-f]+$/,
    example: "arn:aws:ec2:REGION:ACCOUNT:vpc/vpc-…",
  },
  "AWS::EC2::Subnet": {
    pattern: /^arn:[\w-]+:ec2:[a-z0-9-]+:\d{12}:subnet\/subnet-[0-9a-f]+$/,
    example: "arn:aws:ec2:REGION:ACCOUNT:subnet/subnet-…",
  },
  "AWS::EKS::Cluster": {
    pattern: /^arn:[\w-]+:eks:[a-z0-9-]+:\d{12}:cluster\/[0-9A-Za-z][\w-]*$/,
    example: "arn:aws:eks:REGION:ACCOUNT:cluster/NAME",
  },
  "AWS::AvailabilityZone": { pattern: /^[a-z]{2}(-[a-z]+)+-\d+[a-z]$/, example: "us-west-2b" },
  "AWS::Region": { pattern: /^[a-z]{2}(-[a-z]+)+-\d+$/, example: "us-west-2" },
};

/** What is wrong with the identifier of a resource whose type is valid. Undefined when nothing is, or can be told. */
export function identifierProblem({ path, type, identifier }: Member): string | undefined {
  if (type === undefined || identifier === undefined) return undefined;
  if (type === "AWS::AWSService") {
    if (remoteServices.includes(identifier)) return undefined;
    return `${path}.identifier: "${identifier}" is none of ${remoteServices.join(", ")}`;
  }
  const form = forms[type];
  if (form === undefined || form.pattern.test(identifier)) return undefined;
  return `${path}.identifier: "${identifier}" does not identify an ${type}, such as ${form.example}`;
}

/** The Region that a resource is in. Undefined for a service, and where it is not known. */
export function regionOf({ type, identifier }: Member): string | undefined {
  if (identifier === undefined) return undefined;
  if (type === "AWS::Region") return identifier;
  if (type === "AWS::AvailabilityZone") return identifier.replace(/[a-z]$/, "");
  if (type === "AWS::AWSService") return undefined;
  return identifier.split(":")[3];
}
