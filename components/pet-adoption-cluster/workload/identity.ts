import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ControlPlane } from "../cluster.ts";
import { podIdentityTrust, policyDocument } from "../iam.ts";
import type { Site } from "../site.ts";
import type { AppPlan } from "./apps.ts";

/**
 * A role for each app that calls AWS, given to its service account. Credentials get into a pod only when it is made,
 * so the associations come before every pod; the namespace's name is enough for them.
 */
export function createIdentities(
  site: Site,
  plane: ControlPlane,
  apps: AppPlan[],
  ready: pulumi.Resource[],
): pulumi.Resource[] {
  const { name, component, settings, tags } = site;
  return apps.flatMap(({ names, statements = [] }) => {
    if (statements.length === 0) return [];
    const childName = `${name}-${names.app}`;
    const options = { parent: component };
    const assumeRolePolicy = podIdentityTrust(settings.namespace, names.serviceAccount);
    const role = new aws.iam.Role(childName, { assumeRolePolicy, tags }, options);
    const policy = pulumi
      .output(statements)
      .apply((all) => policyDocument(all.map((each) => ({ ...each, Effect: "Allow" as const }))));
    // Named: a policy that was made and lost is then written again, and not a second time beside it.
    const inline = new aws.iam.RolePolicy(childName, { name: childName, role: role.name, policy }, options);
    const association = new aws.eks.PodIdentityAssociation(
      childName,
      {
        clusterName: plane.name,
        namespace: settings.namespace,
        serviceAccount: names.serviceAccount,
        roleArn: role.arn,
        tags,
      },
      { parent: component, dependsOn: [...ready, inline] },
    );
    return [association];
  });
}
