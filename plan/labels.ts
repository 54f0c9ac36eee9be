/** What a label is made from. */
export interface Named {
  urn: string;
  type: string;
  name: string;
  parent?: string;
}

/**
 * How references name each resource, by URN. A resource has its plain name (`site-role`) when no other has it, or
 * when all others with that name are below it: an awsx Vpc `net` is `net`, its children of that name are not. The
 * rest get the first of these that no other of the rest shares:
 * 1. class and name: `Subnet::net-public-1`;
 * 2. package, class and name: `aws:Vpc::net`;
 * 3. the whole type and the name: `aws:ec2/vpc:Vpc::net`;
 * 4. the URN.
 * No label depends on the order of registration.
 */
export function labelResources(resources: readonly Named[]): Map<string, string> {
  const labels = new Map<string, string>();
  const parents = new Map(resources.map(({ urn, parent }) => [urn, parent]));
  let open: Named[] = [];
  for (const group of groupBy(resources, ({ name }) => name).values()) {
    const outermost = outermostOf(group, parents);
    for (const resource of group) {
      if (resource === outermost) labels.set(resource.urn, resource.name);
      else open.push(resource);
    }
  }
  const taken = new Set(labels.values());
  for (const form of forms) {
    const left: Named[] = [];
    for (const [label, sharers] of groupBy(open, form)) {
      const [only] = sharers;
      if (only !== undefined && sharers.length === 1 && !taken.has(label)) labels.set(only.urn, label);
      else left.push(...sharers);
    }
    for (const label of labels.values()) taken.add(label);
    open = left;
  }
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

/** A type for a person: `ec2.Subnet` of `aws:ec2/subnet:Subnet`, `Scope` of `nfm:index:Scope`. */
export function typeName(type: string): string {
  const [, module = "index"] = type.split(/[:/]/);
  return module === "index" || module === classOf(type) ? classOf(type) : `${module}.${classOf(type)}`;
}

const forms: readonly ((resource: Named) => string)[] = [
  ({ type, name }) => `${classOf(type)}::${name}`,
  ({ type, name }) => `${packageOf(type)}:${classOf(type)}::${name}`,
  ({ type, name }) => `${type}::${name}`,
  ({ urn }) => urn,
];

/** The one of some namesakes that all the others are below of, if there is one. */
function outermostOf(
  namesakes: readonly Named[],
  parents: ReadonlyMap<string, string | undefined>,
): Named | undefined {
  const [first, ...rest] = namesakes;
  if (first === undefined || rest.length === 0) return first;
  const urns = new Set(namesakes.map(({ urn }) => urn));
  const top = topOf(first.urn, urns, parents);
  const shared = rest.every(({ urn }) => topOf(urn, urns, parents) === top);
  return shared ? namesakes.find(({ urn }) => urn === top) : undefined;
}

/** The farthest of the given URNs on the way up from one of them. */
function topOf(
  urn: string,
  urns: ReadonlySet<string>,
  parents: ReadonlyMap<string, string | undefined>,
): string {
  let top = urn;
  for (let above = parents.get(urn); above !== undefined; above = parents.get(above))
    if (urns.has(above)) top = above;
  return top;
}

function groupBy(resources: readonly Named[], keyOf: (resource: Named) => string): Map<string, Named[]> {
  const groups = new Map<string, Named[]>();
  for (const resource of resources) {
    const key = keyOf(resource);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [resource]);
    else group.push(resource);
  }
  return groups;
}
