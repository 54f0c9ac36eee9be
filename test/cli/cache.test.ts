import assert from "node:assert/strict";
import { compileCacheFolder } from "../../cli/cache.ts";

describe("the folder of the compile cache", () => {
  it("is the user's own choice, or in the user's cache folder of each system", () => {
    assert.equal(compileCacheFolder({ NODE_COMPILE_CACHE: "/c" }, "linux", "/home/u"), "/c");
    assert.equal(
      compileCacheFolder({}, "linux", "/home/u"),
      "/home/u/.cache/aws-network-flow-monitor/compile-cache",
    );
    assert.equal(
      compileCacheFolder({ XDG_CACHE_HOME: "/x" }, "linux", "/home/u"),
      "/x/aws-network-flow-monitor/compile-cache",
    );
    assert.equal(
      compileCacheFolder({}, "darwin", "/Users/u"),
      "/Users/u/Library/Caches/aws-network-flow-monitor/compile-cache",
    );
  });

  it("is none when the user disabled the cache or coverage is measured, since cached code makes it imprecise", () => {
    assert.equal(compileCacheFolder({ NODE_DISABLE_COMPILE_CACHE: "1" }, "linux", "/home/u"), undefined);
    assert.equal(compileCacheFolder({ NODE_V8_COVERAGE: "/v" }, "linux", "/home/u"), undefined);
  });
});
