import assert from "node:assert/strict";
import * as library from "../components/index.ts";
import * as components from "../components/nfm/index.ts";
import * as models from "../engine/models/networkflowmonitor/facts.ts";

const sorted = (values: Iterable<string>) => [...values].sort();

describe("what AWS fixes about Network Flow Monitor", () => {
  it("stands twice, in components and in the models, and both say the same", () => {
    assert.deepEqual(sorted(Object.values(components.LocalResourceType)), sorted(models.localTypes));
    assert.deepEqual(sorted(Object.values(components.RemoteResourceType)), sorted(models.remoteTypes));
    assert.deepEqual(sorted(Object.values(components.RemoteService)), sorted(models.remoteServices));
    assert.deepEqual([components.scopeTargetType], models.targetTypes);
    assert.deepEqual(sorted(components.supportedRegions), sorted(models.regions));
    assert.equal(components.monitorNamePattern.source, models.monitorName.source);
    assert.deepEqual(
      {
        accountsPerScope: components.limits.accountsPerScope,
        localResourcesPerMonitor: components.limits.localResourcesPerMonitor,
        monitorNameLength: components.limits.monitorNameLength,
        remoteResourcesPerMonitor: components.limits.remoteResourcesPerMonitor,
        tagsPerResource: components.limits.tagsPerResource,
      },
      {
        accountsPerScope: models.maxScopeTargets,
        localResourcesPerMonitor: models.maxLocalResources,
        monitorNameLength: models.monitorNameLength,
        remoteResourcesPerMonitor: models.maxRemoteResources,
        tagsPerResource: models.maxTags,
      },
    );
  });

  it("offers the words of its public types, or users write AWS's strings by hand", () => {
    assert.equal(library.LocalResourceType, components.LocalResourceType);
    assert.equal(library.RemoteResourceType, components.RemoteResourceType);
    assert.equal(library.RemoteService, components.RemoteService);
  });
});
