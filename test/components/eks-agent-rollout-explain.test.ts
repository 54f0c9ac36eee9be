import assert from "node:assert/strict";
import {
  explainAddonFailure,
  explainFailedOperation,
  type AddonFailure,
} from "../../components/eks-agent-rollout/explain.ts";

const agent: Omit<AddonFailure, "errors"> = {
  name: "eks-agent",
  addonName: "aws-network-flow-monitoring-agent",
  clusterName: "pets",
  version: "v1.1.6-eksbuild.1",
};
const identity = { ...agent, name: "eks-pod-identity-agent", addonName: "eks-pod-identity-agent" };
const start = "eks-agent: add-on aws-network-flow-monitoring-agent of cluster pets: ";

function explained(error: string, failure: Omit<AddonFailure, "errors"> = agent): string | undefined {
  return explainAddonFailure({ ...failure, errors: ["older", error] });
}

describe("explainAddonFailure", () => {
  it("says where to look when an add-on is DEGRADED, failed, or never came up", () => {
    const waits = [
      "waiting for EKS Add-On (pets:x) create: timeout while waiting for state to become 'ACTIVE' (last state: 'DEGRADED', timeout: 20m0s)",
      "waiting for EKS Add-On (pets:x) create: unexpected state 'CREATE_FAILED', wanted target 'ACTIVE'. last error: 1 error occurred",
    ];
    for (const error of waits) {
      assert.equal(
        explained(error, { ...agent, region: "eu-west-1" }),
        `${start}it never became ACTIVE, as it does only when its pods run; see why with \`aws eks describe-addon ` +
          "--cluster-name pets --addon-name aws-network-flow-monitoring-agent --region eu-west-1 " +
          "--query addon.health.issues`, and its pods with `kubectl get pods -n amazon-network-flow-monitor " +
          "-l name=aws-network-flow-monitor-agent -o wide`: Pending means no room or a taint on a node, ImagePullBackOff " +
          'no way to ECR, CrashLoopBackOff with "IMDSv2 failed" in the log no instance metadata service',
      );
      assert.match(
        explained(error, identity) ?? "",
        /kubectl get pods -n kube-system -l app\.kubernetes\.io\/name=eks-pod-identity-agent -o wide/,
      );
    }
  });

  it("says who holds the values when they are in conflict, although the wait failed too", () => {
    assert.equal(
      explained(
        "unexpected state 'CREATE_FAILED', wanted target 'ACTIVE'. last error: ConfigurationConflict: x",
      ),
      `${start}something in the cluster has other values: most likely the agent was installed by Helm; remove that ` +
        'release, or let the add-on win by conflictsOnCreate, or conflictsOnUpdate, "OVERWRITE"',
    );
  });

  it("B15: says how to find the other association", () => {
    assert.equal(
      explained("ResourceInUseException: Association already exists: a-1", { ...agent, region: "eu-west-1" }),
      `${start}something else has bound the agent's service account to a role, and only one thing can; find it with ` +
        "`aws eks list-pod-identity-associations --cluster-name pets --namespace amazon-network-flow-monitor --region " +
        'eu-west-1`, then remove it, or keep it and set credentials to "alreadyBound"',
    );
  });

  it("says how to take over an add-on that is there", () => {
    const error = "creating EKS Add-On (pets:x): ResourceInUseException: Addon already exists.";
    assert.equal(
      explained(error),
      `${start}the cluster has this add-on already; if its version is 1.0.0, follow the steps of the upgrade in the ` +
        "README; else remove it where it was made, or, if this stack made it and lost it, take it back with " +
        "`pulumi import aws:eks/addon:Addon eks-agent pets:aws-network-flow-monitoring-agent`",
    );
    assert.equal(
      explained(error, identity),
      "eks-pod-identity-agent: add-on eks-pod-identity-agent of cluster pets: the cluster has this add-on already; " +
        'if something else keeps it, set podIdentityAgent to "adopt"; else remove it where it was made, or, if this ' +
        "stack made it and lost it, take it back with " +
        "`pulumi import aws:eks/addon:Addon eks-pod-identity-agent pets:eks-pod-identity-agent`",
    );
  });

  it("B1: leads to the upgrade when the service account is the reason", () => {
    assert.equal(
      explained("InvalidParameterException: Service account aws-x is not supported"),
      `${start}add-ons after 1.0.0 know the service account aws-network-flow-monitor-agent-service-account only; ` +
        "clear the role of the installed add-on first: the README has the steps of the upgrade",
    );
  });

  it("tells settings, versions and clusters apart", () => {
    assert.equal(
      explained("InvalidParameterException: ConfigurationValue provided in request is not supported"),
      `${start}the settings do not fit the schema of this version; read it with \`aws eks describe-addon-configuration ` +
        "--addon-name aws-network-flow-monitoring-agent --addon-version v1.1.6-eksbuild.1`",
    );
    const unversioned = { name: agent.name, addonName: agent.addonName, clusterName: agent.clusterName };
    assert.match(
      explained("InvalidParameterException: configuration values are wrong", unversioned) ?? "",
      /--addon-version <version>`$/,
    );
    assert.equal(
      explained("InvalidParameterException: Addon Version specified is not supported"),
      `${start}EKS has no such version of the add-on for this Kubernetes version; list those it has with ` +
        "`aws eks describe-addon-versions --addon-name aws-network-flow-monitoring-agent --kubernetes-version <version>`",
    );
    assert.equal(
      explained("ResourceNotFoundException: No cluster found for name: pets."),
      `${start}there is no cluster pets in this account and Region; compare \`aws eks list-clusters\``,
    );
  });

  it("leaves every other error to speak for itself", () => {
    assert.equal(explained("AccessDeniedException: not authorized to perform: eks:CreateAddon"), undefined);
    assert.equal(explained("InvalidParameterException: Subnets"), undefined);
    assert.equal(explainAddonFailure({ ...agent, errors: [] }), undefined);
  });
});

describe("explainFailedOperation", () => {
  const failure = {
    urn: "urn:pulumi:dev::nfm::aws:eks/addon:Addon::eks-agent",
    id: "",
    name: "eks-agent",
    type: "aws:eks/addon:Addon",
    failedOperation: "create",
    errors: ["InvalidParameterException: ConfigurationValue provided in request is not supported"],
  };
  const newInputs = {
    clusterName: "pets",
    addonName: agent.addonName,
    addonVersion: "v1.1.6-eksbuild.1",
    region: "eu-west-1",
  };

  it("takes cluster, add-on, version and Region from the inputs that failed", () => {
    for (const failedOperation of ["create", "update"]) {
      assert.equal(
        explainFailedOperation({ ...failure, failedOperation, newInputs }),
        `${start}the settings do not fit the schema of this version; read it with \`aws eks describe-addon-configuration ` +
          "--addon-name aws-network-flow-monitoring-agent --addon-version v1.1.6-eksbuild.1 --region eu-west-1`",
      );
    }
  });

  it("puts a placeholder where an input is not there", () => {
    const expected =
      "eks-agent: add-on <add-on> of cluster <cluster>: the settings do not fit the schema of this version; read it " +
      "with `aws eks describe-addon-configuration --addon-name <add-on> --addon-version <version>`";
    assert.equal(explainFailedOperation(failure), expected);
    const empty = { clusterName: "", addonName: 7, addonVersion: "", region: "" };
    assert.equal(explainFailedOperation({ ...failure, newInputs: empty }), expected);
  });

  it("says nothing about a deletion", () => {
    assert.equal(explainFailedOperation({ ...failure, failedOperation: "delete", newInputs }), undefined);
  });
});
