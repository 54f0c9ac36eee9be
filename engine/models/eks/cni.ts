import type { Value, Values } from "../../values.ts";
import { objectOf } from "./args.ts";

/** Options that become an environment variable of the CNI only when they are given. */
const optional = [
  ["nodePortSupport", "AWS_VPC_CNI_NODE_PORT_SUPPORT"],
  ["customNetworkConfig", "AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG"],
  ["warmIpTarget", "WARM_IP_TARGET"],
  ["warmPrefixTarget", "WARM_PREFIX_TARGET"],
  ["enablePrefixDelegation", "ENABLE_PREFIX_DELEGATION"],
  ["eniConfigLabelDef", "ENI_CONFIG_LABEL_DEF"],
  ["cniConfigureRpfilter", "AWS_VPC_K8S_CNI_CONFIGURE_RPFILTER"],
] as const;

/** Options that always become one, with what they are when they are left out. */
const defaulted = [
  ["warmEniTarget", "WARM_ENI_TARGET", "1"],
  ["logLevel", "AWS_VPC_K8S_CNI_LOGLEVEL", "DEBUG"],
  ["logFile", "AWS_VPC_K8S_CNI_LOG_FILE", "/host/var/log/aws-routed-eni/ipamd.log"],
  ["vethPrefix", "AWS_VPC_K8S_CNI_VETHPREFIX", "eni"],
  ["eniMtu", "AWS_VPC_ENI_MTU", "9001"],
  ["pluginLogLevel", "AWS_VPC_K8S_PLUGIN_LOG_LEVEL", "DEBUG"],
  ["pluginLogFile", "AWS_VPC_K8S_PLUGIN_LOG_FILE", "/var/log/aws-routed-eni/plugin.log"],
  ["enablePodEni", "ENABLE_POD_ENI", "false"],
  ["cniCustomNetworkCfg", "AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG", "false"],
] as const;

/** The configuration of the VPC CNI add-on: the program's own values win over what follows from its options. */
export function cniConfiguration(options: Values): Values {
  if (options.cniExternalSnat === true && options.externalSnat === true) {
    throw new Error("Please specify one of `cniExternalSnat` or `externalSnat` in your VpcCniOptions");
  }
  const config = { ...objectOf(options.configurationValues) };
  if (config.enableNetworkPolicy === undefined && options.enableNetworkPolicy !== undefined) {
    config.enableNetworkPolicy = text(options.enableNetworkPolicy);
  }
  const init = objectOf(config.init);
  const initEnv = { DISABLE_TCP_EARLY_DEMUX: text(options.disableTcpEarlyDemux ?? false) };
  return {
    ...config,
    env: { ...environment(options), ...objectOf(config.env) },
    init: { ...init, env: { ...initEnv, ...objectOf(init.env) } },
  };
}

function environment(options: Values): Values {
  const env: Values = {};
  for (const [option, variable] of optional) {
    const value = options[option];
    if (isSet(value)) env[variable] = text(value ?? null);
  }
  for (const [option, variable, otherwise] of defaulted) {
    const value = options[option];
    env[variable] = isSet(value) ? text(value ?? null) : otherwise;
  }
  env.AWS_VPC_K8S_CNI_EXTERNALSNAT = text(options.externalSnat === true || options.cniExternalSnat === true);
  return env;
}

function isSet(value: Value | undefined): boolean {
  return value !== undefined && value !== null && value !== false && value !== 0 && value !== "";
}

function text(value: Value): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
