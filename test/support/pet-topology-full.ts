import { isValues, type Value, type Values } from "../../engine/values.ts";
import type { Registration } from "./deploy.ts";
import { seenEdges, sortEdges, type SeenEdge } from "./pet-topology.ts";

interface Role {
  app: string;
  actions: string[];
}

function values(value: Value | undefined): Values {
  return isValues(value) ? value : {};
}

/** Apps by service account, from the pods. */
function appsByAccount(registrations: Registration[]): Map<string, { app: string; env: string[] }> {
  const apps = new Map<string, { app: string; env: string[] }>();
  for (const { inputs } of registrations.filter((each) => each.type.startsWith("kubernetes:"))) {
    const template = values(values(inputs.spec).template);
    const pod = values(template.spec);
    if (typeof pod.serviceAccountName !== "string") continue;
    const app = values(values(template.metadata).labels).app as string;
    const env = (pod.containers as Values[]).flatMap((container) =>
      (container.env as Values[]).map((each) => each.value as string),
    );
    apps.set(pod.serviceAccountName, { app, env });
  }
  return apps;
}

/** What each app's role may do, by association, role and policy. */
function roles(registrations: Registration[]): Role[] {
  const apps = appsByAccount(registrations);
  return registrations
    .filter((each) => each.type === "aws:eks/podIdentityAssociation:PodIdentityAssociation")
    .map(({ inputs, name }) => {
      const policy = registrations.find(
        (each) => each.type === "aws:iam/rolePolicy:RolePolicy" && each.name === name,
      )!;
      const { Statement } = JSON.parse(policy.inputs.policy as string) as {
        Statement: { Action: string[] }[];
      };
      const app = apps.get(inputs.serviceAccount as string)?.app ?? "";
      return { app, actions: Statement.flatMap((statement) => statement.Action) };
    });
}

function awsEdge(from: string, to: string): SeenEdge {
  return { from, to, port: 443, targetPort: 443 };
}

/** Values of the parameters by the last part of their name. */
function parameters(registrations: Registration[]): Map<string, string> {
  const found = registrations.filter((each) => each.type === "aws:ssm/parameter:Parameter");
  return new Map(
    found.map(({ inputs }) => [(inputs.name as string).split("/").at(-1)!, inputs.insecureValue as string]),
  );
}

/** Calls by way of a parameter: the environment has its name, the parameter has the URL. */
function parameterEdges(registrations: Registration[]): SeenEdge[] {
  const known = parameters(registrations);
  const services = new Map(
    registrations
      .filter((each) => each.inputs.kind === "Service")
      .map(({ inputs }) => [values(inputs.metadata).name as string, values(inputs.spec)]),
  );
  return [...appsByAccount(registrations).values()].flatMap(({ app, env }) =>
    env.flatMap((value) => {
      const url = known.get(value) ?? "";
      if (url.includes(".execute-api.")) return [awsEdge(app, "execute-api")];
      const service = /^http:\/\/([a-z-]+)\./.exec(url)?.[1];
      const spec = service === undefined ? undefined : services.get(service);
      if (spec === undefined) return [];
      const [port] = spec.ports as Values[];
      const to = values(spec.selector).app as string;
      return [{ from: app, to, port: port!.port as number, targetPort: port!.targetPort as number }];
    }),
  );
}

/**
 * Who calls whom, read from the planned resources of the full workload: services from parameters, AWS from what roles
 * may do, the database from who may read its secret. The page that the payment asks amazon.com for leaves no trace.
 */
export function seenFullEdges(registrations: Registration[]): SeenEdge[] {
  const awsEdges = roles(registrations).flatMap(({ app, actions }) =>
    [...new Set(actions.map((action) => action.split(":")[0]!))].map((service) => awsEdge(app, service)),
  );
  const database = awsEdges
    .filter((edge) => edge.to === "secretsmanager")
    .map(({ from }) => ({ from, to: "database", port: 5432, targetPort: 5432 }));
  const all = [...seenEdges(registrations), ...parameterEdges(registrations), ...awsEdges, ...database];
  return sortEdges([...new Map(all.map((edge) => [JSON.stringify(edge), edge])).values()]);
}
