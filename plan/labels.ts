/** What a label is made from. */
export interface Named {
  urn: string;
  type: string;
  name: string;
}

/**
 * How references name each resource, by URN. The first of these that no other resource of the plan shares:
 * 1. the name: `site-role`;
 * 2. class and name: `Subnet::net-public-1`;
 * 3. package, class and name: `aws:Vpc::net`;
 * 4. the whole type and the name: `aws:ec2/vpc:Vpc::net`;
 * 5. the URN.
 * All resources that share a form are qualified, so no label depends on the order of registration.
 */
export function labelResources(resources: readonly Named[]): Map<string, string> {
  const labels = new Map<string, string>();
  let open = [...resources];
  for (const form of forms) {
    const users = new Map<string, number>();
    for (const resource of resources) {
      const label = form(resource);
      users.set(label, (users.get(label) ?? 0) + 1);
    }
    const taken = new Set(labels.values());
    const left: Named[] = [];
    for (const resource of open) {
      const label = form(resource);
      if (users.get(label) === 1 && !taken.has(label)) labels.set(resource.urn, label);
      else left.push(resource);
    }
    open = left;
  }
  for (const { urn } of open) labels.set(urn, urn);
  return labels;
}

/** The class in a type token: `Vpc` of `aws:ec2/vpc:Vpc`. */
export function classOf(type: string): string {
  return type.slice(type.lastIndexOf(":") + 1);
}

/** The package in a type token: `aws` of `aws:ec2/vpc:Vpc`. */
export function packageOf(type: string): string {
  return type.slice(0, Math.max(0, type.indexOf(":")));
}

const forms: ((resource: Named) => string)[] = [
  ({ name }) => name,
  ({ type, name }) => `${classOf(type)}::${name}`,
  ({ type, name }) => `${packageOf(type)}:${classOf(type)}::${name}`,
  ({ type, name }) => `${type}::${name}`,
];
