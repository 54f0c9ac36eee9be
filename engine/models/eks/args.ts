import { isValues, type Value, type Values } from "../../values.ts";
import { plainText } from "../declare.ts";
import { combine, type Derived, read } from "../derived.ts";
import { NotModelledError } from "../model.ts";

/** Arguments of `eks.Cluster` that decide what it registers; the others are read where they pass through. */
export interface ClusterArgs {
  inputs: Values;
  authenticationMode: string | undefined;
  autoMode: boolean;
  createAutoNodeRole: boolean;
  skipSecurityGroups: boolean;
  /** Whether the default node group stays away: it was skipped, or Auto Mode makes the nodes. */
  skipNodeGroup: boolean;
  createInstanceRole: boolean;
  vpcCni: boolean;
  kubeProxy: boolean;
  coreDns: boolean;
  oidcProvider: boolean;
  tags: Derived | undefined;
}

/** Arguments that the real component takes and this model does not know how to answer. */
const unmodelled = [
  ...["clusterSecurityGroup", "creationRoleProvider", "customInstanceRolePolicy", "fargate", "gpu"],
  ...[
    "instanceProfileName",
    "instanceRole",
    "instanceRoles",
    "nodeAmiId",
    "nodeGroupOptions",
    "nodePublicKey",
  ],
  ...["nodeUserData", "storageClasses"],
];

const modes = ["CONFIG_MAP", "API_AND_CONFIG_MAP", "API"];

/** Whether nodes and people get access by the aws-auth ConfigMap, which is so when no mode is given. */
export function usesConfigMap(mode: string | undefined): boolean {
  return mode === undefined || mode === "CONFIG_MAP" || mode === "API_AND_CONFIG_MAP";
}

/** Whether nodes and people get access by access entries. */
export function usesAccessEntries(mode: string | undefined): boolean {
  return mode === "API" || mode === "API_AND_CONFIG_MAP";
}

/** Reads the arguments. Throws, in the words of eks, for those that it refuses. */
export function readClusterArgs(inputs: Values): ClusterArgs {
  const whole = read(inputs)?.value;
  const given = isValues(whole) ? whole : {};
  const mode = plainText(given.authenticationMode);
  const auto = objectOf(given.autoMode);
  const autoMode = auto.enabled === true;
  refuse(given, mode, autoMode);
  const skipped = given.skipDefaultNodeGroup === true;
  const coreDns = objectOf(given.corednsAddonOptions);
  const explicit = coreDns.enabled === true || coreDns.configurationValues !== undefined;
  return {
    inputs,
    authenticationMode: mode,
    autoMode,
    createAutoNodeRole: autoMode && auto.createNodeRole !== false,
    skipSecurityGroups:
      given.skipDefaultSecurityGroups === undefined ? autoMode : given.skipDefaultSecurityGroups === true,
    skipNodeGroup: skipped || autoMode,
    createInstanceRole: given.createInstanceRole === undefined ? !skipped : given.createInstanceRole === true,
    vpcCni: given.useDefaultVpcCni === undefined ? !autoMode : given.useDefaultVpcCni !== true,
    kubeProxy: (objectOf(given.kubeProxyAddonOptions).enabled ?? !autoMode) === true,
    coreDns: explicit || ((!skipped || autoMode) && (coreDns.enabled ?? true) === true),
    oidcProvider: given.createOidcProvider === true,
    tags: read(inputs.tags),
  };
}

function refuse(given: Values, mode: string | undefined, autoMode: boolean): void {
  if (mode !== undefined && !modes.includes(mode)) {
    throw new Error(
      `Invalid value for authenticationMode: ${mode}. Allowed values are: ${modes.join(", ")}.`,
    );
  }
  for (const property of ["roleMappings", "userMappings", "instanceRoles"]) {
    const list = given[property];
    if (usesConfigMap(mode) || !Array.isArray(list) || list.length === 0) continue;
    throw new Error(
      `The '${property}' property does not support non-empty values when 'authenticationMode' is set to '${mode ?? ""}'.`,
    );
  }
  if (!usesAccessEntries(mode) && given.accessEntries !== undefined) {
    const how = mode === undefined ? "not set" : `set to '${mode}'`;
    throw new Error(`The 'accessEntries' property is not supported when 'authenticationMode' is ${how}.`);
  }
  if (given.subnetIds !== undefined && (given.publicSubnetIds ?? given.privateSubnetIds) !== undefined) {
    throw new Error(
      "subnetIds, and the use of publicSubnetIds and/or privateSubnetIds are mutually exclusive. Choose a single approach.",
    );
  }
  if (autoMode && !usesAccessEntries(mode)) {
    throw new Error(
      "Access entries are required when using EKS Auto Mode. Use the authentication mode 'API' or 'API_AND_CONFIG_MAP'.",
    );
  }
  if (given.publicAccessCidrs !== undefined && given.endpointPublicAccess === false) {
    throw new Error("`publicAccessCidrs` can only be set when `endpointPublicAccess` is true");
  }
  const unknown = unmodelled.find((property) => ![undefined, null, false].includes(given[property] as null));
  if (unknown !== undefined) {
    throw new NotModelledError(
      `${unknown}: the simulation of eks.Cluster does not model it; the provider expands it at deploy time.`,
    );
  }
}

/** A plain object among the arguments; an empty one where there is none. */
export function objectOf(value: Value | undefined): Values {
  return isValues(value) ? value : {};
}

/** Tags with a `Name`, as eks tags what it makes: the program's own win over the more special ones. */
export function tagsNamed(name: string, args: ClusterArgs, special?: Derived): Derived {
  const parts = [special, args.tags].filter((part) => part !== undefined);
  return combine(parts, (values) => Object.assign({ Name: name }, ...values.filter(isValues)) as Values);
}

/** The subnets of the control plane: the given ones, or public before private. */
export function clusterSubnets(inputs: Values): Derived {
  const all = read(inputs.subnetIds);
  if (all !== undefined) return all;
  const tiers = [read(inputs.publicSubnetIds), read(inputs.privateSubnetIds)].filter(
    (tier) => tier !== undefined,
  );
  return combine(tiers, (values) => values.flat());
}

/** An input under its own name, or nothing when it was not given. */
export function pass(inputs: Values, ...names: string[]): Record<string, Derived> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = read(inputs[name]);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}
