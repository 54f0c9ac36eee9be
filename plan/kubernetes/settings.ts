import type { Graph } from "../graph.ts";
import { escapeText } from "../trace.ts";
import { bagOf, bagsOf, listOf, show, stringOf, type PlanValue, type PlanValues } from "../value.ts";
import { plainName, type KubeObject } from "./objects.ts";
import type { PodSet } from "./pods.ts";

/** One text that pods are configured with. */
export interface Setting {
  kind: "environment" | "command" | "file" | "parameter";
  /** Where it stands, for a person: `env SITE_URL`, `nginx.conf of ConfigMap petsite`. */
  where: string;
  text: string;
  /** Only for the environment: the variable's name, and all variables of its container. */
  variable?: string;
  variables?: ReadonlyMap<string, string>;
}

/** All that a program tells its pods: environment, commands with arguments, and mounted ConfigMaps. */
export function settingsOf(pods: PodSet, objects: readonly KubeObject[], graph: Graph): Setting[] {
  const maps = configMapsNear(pods, objects);
  const settings = pods.containers.flatMap((container) => containerSettings(container, maps, graph));
  const files = mountedMaps(pods, graph).flatMap((name) => {
    return [...(maps.get(name) ?? new Map<string, string>())].map(([key, text]): Setting => {
      return { kind: "file", where: `${key} of ConfigMap ${name}`, text: withoutComments(text) };
    });
  });
  return [...settings, ...files];
}

type ConfigMaps = ReadonlyMap<string, ReadonlyMap<string, string>>;

function configMapsNear({ object }: PodSet, objects: readonly KubeObject[]): ConfigMaps {
  const near = objects.filter(
    ({ kind, cluster, namespace }) =>
      kind === "ConfigMap" && cluster === object.cluster && namespace === object.namespace,
  );
  return new Map(
    near.map(({ name, resource }) => {
      const entries = Object.entries(bagOf(resource.inputs.data) ?? {});
      return [name, new Map(entries.map(([key, value]) => [key, textOf(value)]))] as const;
    }),
  );
}

function containerSettings(container: PlanValues, maps: ConfigMaps, graph: Graph): Setting[] {
  const variables = new Map<string, string>();
  for (const source of bagsOf(container.envFrom)) {
    const map = plainName(bagOf(source.configMapRef)?.name, graph);
    for (const [key, text] of maps.get(map ?? "") ?? []) variables.set(key, text);
  }
  for (const variable of bagsOf(container.env)) {
    const from = bagOf(bagOf(variable.valueFrom)?.configMapKeyRef);
    const listed = maps.get(plainName(from?.name, graph) ?? "")?.get(stringOf(from?.key) ?? "");
    variables.set(stringOf(variable.name) ?? "", listed ?? textOf(variable.value));
  }
  const command = [...listOf(container.command), ...listOf(container.args)].map(textOf).join(" ");
  return [
    ...[...variables].map(([variable, text]): Setting => {
      return {
        kind: "environment",
        where: `env ${variable}`,
        text: expand(text, variables),
        variable,
        variables,
      };
    }),
    ...(command === ""
      ? []
      : [{ kind: "command" as const, where: "command", text: expand(command, variables) }]),
  ];
}

/** A text in which `${` begins a reference, as in `$text`: what a program writes in braces for a shell is none. */
export function textOf(value: PlanValue | undefined): string {
  return typeof value === "string" ? escapeText(value) : show(value);
}

/** Kubernetes puts other variables in where `$(NAME)` stands. */
function expand(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(/\$\(([A-Za-z_]\w*)\)/g, (written, name: string) => variables.get(name) ?? written);
}

/** Names of ConfigMaps that a container mounts, directly or with others in one volume. */
function mountedMaps({ spec, containers }: PodSet, graph: Graph): string[] {
  const mounted = new Set(
    containers.flatMap(({ volumeMounts }) => bagsOf(volumeMounts).map(({ name }) => stringOf(name))),
  );
  return bagsOf(spec.volumes).flatMap((volume) => {
    if (!mounted.has(stringOf(volume.name))) return [];
    const sources = [volume, ...bagsOf(bagOf(volume.projected)?.sources)];
    return sources.flatMap(({ configMap }) => plainName(bagOf(configMap)?.name, graph) ?? []);
  });
}

/** What a comment in a file names is not called. */
function withoutComments(text: string): string {
  return text.replace(/^\s*(#|\/\/|;).*$/gm, "");
}
