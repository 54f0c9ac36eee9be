import { isUnknown, isValues, SIGNATURE, type Value, type Values } from "../../../engine/values.ts";
import type { ObjectShape, Shape } from "./shapes.ts";

/**
 * Resources that the provider writes with Terraform's plugin framework. Of their inputs the bridge reads those that it
 * knows and never sees others, so that a misspelled one passes without a word. Source: pulumi-terraform-bridge,
 * pkg/convert/object.go and pkg/pf/tfbridge/provider_check.go; terraform-provider-aws, `@FrameworkResource`.
 */
const readsWhatItKnows = [
  "aws:eks/podIdentityAssociation:PodIdentityAssociation",
  "aws:networkflowmonitor/monitor:Monitor",
  "aws:networkflowmonitor/scope:Scope",
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
];

/**
 * What the provider's Check refuses of inputs, whatever the service behind it would say. Text, numbers and truth values
 * are turned into each other where they can be; words of an enumeration are not looked at. Source: terraform-plugin-sdk,
 * helper/schema/schema.go, `validateObject` and `validatePrimitive`; the bridge's own comparison with its schema only warns
 * (pkg/tfbridge/provider.go, `PULUMI_ERROR_TYPE_CHECKER`). That framework resources refuse the same values of a wrong kind
 * was not read.
 */
export function inputProblems(type: string, name: string, schema: ObjectShape, inputs: Values): string[] {
  const ignores = readsWhatItKnows.includes(type);

  function membersOf(value: Values, { required, members }: ObjectShape, path: string): string[] {
    const given = Object.keys(value).filter((key) => key !== "__defaults" && value[key] !== null);
    const missing = required
      .filter((key) => !given.includes(key))
      .map((key) => at(`Missing required argument. The argument "${key}" is required`, `${path}.${key}`));
    return [
      ...missing,
      ...given.flatMap((key) => {
        const shape = members.get(key);
        if (shape !== undefined) return problems(value[key], shape, `${path}.${key}`);
        return ignores ? [] : [at("Invalid or unknown key", `${path}.${key}`)];
      }),
    ];
  }

  function problems(value: Value | undefined, shape: Shape, path: string): string[] {
    if (value === undefined || value === null || isUnknown(value) || shape.kind === "any") return [];
    if (isValues(value) && value[SIGNATURE] !== undefined) return [];
    switch (shape.kind) {
      case "list":
        if (!Array.isArray(value)) return [at("Attribute must be a list", path)];
        return value.flatMap((item: Value, index) => problems(item, shape.item, `${path}[${index}]`));
      case "map":
        if (!isValues(value)) return [at("Attribute must be a map", path)];
        return Object.keys(value).flatMap((key) =>
          key === "__defaults" ? [] : problems(value[key], shape.item, `${path}.${key}`),
        );
      case "object":
        if (!isValues(value))
          return [at(`Expected Object Type. Expected object, got ${kindOf(value)}`, path)];
        return membersOf(value, shape.object(), path);
      default:
        if (Array.isArray(value) || isValues(value))
          return [at(`Attribute must be a single value, not a ${kindOf(value)}`, path)];
        return turnsInto(value, shape.kind)
          ? []
          : [at(`cannot parse ${JSON.stringify(value)} as ${shape.kind}`, path)];
    }
  }

  return membersOf(inputs, schema, name);
}

function at(problem: string, path: string): string {
  return `${problem}. Examine values at '${path}'.`;
}

function kindOf(value: Value): string {
  if (Array.isArray(value)) return "list";
  return isValues(value) ? "map" : typeof value;
}

/** Whether a single value is one of the wanted kind, or can be read as one. */
function turnsInto(value: Value, kind: "string" | "number" | "boolean"): boolean {
  if (typeof value !== "string") return kind !== "number" || typeof value === "number";
  if (kind === "number") return value.trim() !== "" && Number.isFinite(Number(value));
  return kind === "string" || /^(1|t|true|0|f|false|)$/i.test(value);
}
