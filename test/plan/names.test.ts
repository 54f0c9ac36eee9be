import assert from "node:assert/strict";
import * as components from "../../components/nfm/index.ts";
import { metricsPerMonitor, monitoredTypes, names } from "../../plan/names.ts";

describe("the names by which a plan finds Network Flow Monitor", () => {
  it("are the components' own, though written twice: one wrong string would otherwise hide a whole section", () => {
    assert.equal(names.agentPackage, components.ec2Agent.package);
    assert.equal(names.installDocument, components.ec2Agent.installDocument);
    assert.equal(names.manageDocument, components.ec2Agent.manageDocument);
    assert.equal(names.publishPolicy, components.publishPolicyName);
    assert.equal(names.publishAction, components.publishAction);
    assert.equal(names.addOn, components.eksAgent.addonName);
    assert.equal(names.reports, components.endpointServices.reports);
    assert.equal(metricsPerMonitor, Object.keys(components.Metric).length);
    const types = [
      ...Object.values(components.LocalResourceType),
      ...Object.values(components.RemoteResourceType),
    ];
    assert.deepEqual(Object.keys(monitoredTypes).sort(), [...new Set<string>(types)].sort());
  });
});
