import type {
  DeploymentInfo,
  ResourceMonitorFeature,
  SupportsFeatureRequest,
  SupportsFeatureResponse,
} from "@pulumi/pulumi/proto/resource_pb.js";
import { resourceProto } from "../proto.ts";
import { PARALLEL } from "../runner/command.ts";
import type { RunState } from "../state.ts";

/**
 * What this monitor supports, by the names that older programs ask for. Of what the real engine has, we leave out
 * what would only move work from the program to us: `dependsOn` and `parent` of functions, and byte strings.
 */
const features: Record<string, ResourceMonitorFeature> = {
  secrets: resourceProto.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_SECRETS,
  resourceReferences: resourceProto.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_RESOURCE_REFERENCES,
  outputValues: resourceProto.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_OUTPUT_VALUES,
  aliasSpecs: resourceProto.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_ALIAS_SPECS,
  replacementTrigger: resourceProto.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_REPLACEMENT_TRIGGER,
  deletedWith: resourceProto.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_DELETED_WITH,
  replaceWith: resourceProto.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_REPLACE_WITH,
  transforms: resourceProto.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_TRANSFORMS,
  invokeTransforms: resourceProto.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_INVOKE_TRANSFORMS,
  parameterization: resourceProto.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_PARAMETERIZATION,
  resourceHooks: resourceProto.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_RESOURCE_HOOKS,
  errorHooks: resourceProto.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_ERROR_HOOKS,
  sendsOptionsToHooks: resourceProto.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_SENDS_OPTIONS_TO_HOOKS,
};

/** Every resource here is new, so a migration of old state is accepted and never has anything to do. */
const stateMigrations = resourceProto.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_STATE_MIGRATIONS;

/** Answers a program of an older SDK, which asks for one feature at a time. */
export function supports(request: SupportsFeatureRequest): SupportsFeatureResponse {
  const reply = new resourceProto.SupportsFeatureResponse();
  reply.setHassupport(Object.hasOwn(features, request.getId()));
  return reply;
}

/** Answers a program of a newer SDK, which asks for everything at once. */
export function deploymentInfo(state: RunState): DeploymentInfo {
  const { project, stack } = state.request;
  const reply = new resourceProto.DeploymentInfo();
  reply.setProject(project.name);
  reply.setStack(stack.name);
  reply.setOrganization(stack.organization);
  for (const [key, value] of stack.config) reply.getConfigMap().set(key, value.text);
  reply.setConfigsecretkeysList([...stack.config].filter(([, value]) => value.secret).map(([key]) => key));
  reply.setDryrun(true);
  reply.setParallel(PARALLEL);
  // An older SDK's protocol has no name, and so no number, for what came later.
  const named = Object.values(resourceProto.ResourceMonitorFeature);
  reply.setSupportedfeaturesList(
    [...Object.values(features), stateMigrations].filter((feature) => named.includes(feature)),
  );
  return reply;
}
