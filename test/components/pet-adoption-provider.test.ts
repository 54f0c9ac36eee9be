import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { PetAdoptionCluster } from "../../components/pet-adoption-cluster/index.ts";
import { apiCidrs, petAnswers } from "../support/pet-adoption.ts";
import { deploy } from "../support/deploy.ts";

describe("PetAdoptionCluster with a provider of its own", () => {
  it("asks for Region and versions through that provider, or the answer is another account's", async () => {
    const program = () => {
      const provider = new aws.Provider("there", { region: "eu-west-1" });
      return new PetAdoptionCluster("pets", { apiCidrs }, { provider });
    };
    const { invokes } = await deploy(program, petAnswers);
    assert.deepEqual([...new Set(invokes.map(({ token }) => token))].sort(), [
      "aws:eks/getAddonVersion:getAddonVersion",
      "aws:index/getRegion:getRegion",
    ]);
    for (const { token, provider } of invokes) assert.match(provider, /::there::there-id$/, token);
  });
});
