/** Type token of the stack itself. */
export const STACK_TYPE = "pulumi:pulumi:Stack";

const PREFIX = "urn:pulumi:";

/** Whether a text has the form of a URN. */
export function isUrn(text: string): boolean {
  return text.startsWith(PREFIX) && text.split("::").length > 3;
}

/** The types from the outermost component down to the resource itself, joined by `$`. */
export function qualifiedType(urn: string): string {
  return urn.split("::")[2] ?? "";
}

/** The resource's own type. */
export function typeOf(urn: string): string {
  const qualified = qualifiedType(urn);
  return qualified.slice(qualified.lastIndexOf("$") + 1);
}

/** The resource's name, which may itself contain `::`. */
export function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** Whether a type token belongs to a provider resource. */
export function isProviderType(type: string): boolean {
  return type.startsWith("pulumi:providers:");
}

/** The package that a type or function token belongs to; for a provider resource, the package it provides. */
export function packageOf(token: string): string {
  const parts = token.split(":");
  return (isProviderType(token) ? parts[2] : parts[0]) ?? "";
}

/**
 * The URN of a resource. A parent lends its types, but neither its name nor the stack's type.
 * Source: pulumi/pulumi, sdk/go/common/resource/urn/urn.go.
 */
export function makeUrn(stack: string, project: string, parent: string, type: string, name: string): string {
  const above = parent === "" ? "" : qualifiedType(parent);
  const prefix = above === "" || above === STACK_TYPE ? "" : `${above}$`;
  return `${PREFIX}${stack}::${project}::${prefix}${type}::${name}`;
}
