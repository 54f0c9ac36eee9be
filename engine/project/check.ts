import { isValues, type Value } from "../values.ts";
import type { ConfigType } from "./types.ts";

/** How a type is written in messages, such as `array<string>`. */
export function typeText(type: ConfigType): string {
  return type.items === undefined ? type.name : `${type.name}<${typeText(type.items)}>`;
}

/**
 * Whether a value is of a declared type. Numbers and booleans may be spelled as text, as stack files do.
 * Source: pulumi/pulumi, sdk/go/common/workspace/project.go, ValidateConfigValue.
 */
export function matchesType(type: ConfigType, value: Value): boolean {
  switch (type.name) {
    case "string":
      return typeof value === "string";
    case "integer":
      return Number.isInteger(typeof value === "string" && /^[+-]?\d+$/.test(value) ? Number(value) : value);
    case "boolean":
      return typeof value === "boolean" || value === "true" || value === "false";
    case "object":
      return isValues(value);
    case "array": {
      const items = type.items;
      return Array.isArray(value) && items !== undefined && value.every((item) => matchesType(items, item));
    }
  }
}
