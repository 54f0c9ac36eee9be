import assert from "node:assert/strict";
import { explainAssociationFailure } from "../../components/ec2-agent-rollout/explain.ts";

describe("explainAssociationFailure", () => {
  const id = "34fcb7e0-9a14-4984-9989-0e04e3f60bd8";

  it("names the association and the commands that list its runs by instance", () => {
    for (const end of [
      "create: timeout while waiting for state to become 'Success'",
      "to be Success: unexpected state",
    ]) {
      const error = `1 error occurred: * waiting for SSM Association (${id}) ${end}`;
      assert.equal(
        explainAssociationFailure([error], "web-ids-1", "eu-west-1"),
        `association web-ids-1 (${id}) did not succeed on every instance in time; list its runs with ` +
          `\`aws ssm describe-association-executions --association-id ${id} --region eu-west-1\`, and the instances of ` +
          "a run, with the reason for each, with `aws ssm describe-association-execution-targets " +
          `--association-id ${id} --execution-id <id of the run> --region eu-west-1\`; where no instance matches yet, ` +
          "set waitForSuccessTimeoutSeconds to 0",
      );
    }
    assert.doesNotMatch(
      explainAssociationFailure([`waiting for SSM Association (${id})`], "web") ?? "",
      /--region|\n/,
    );
  });

  it("leaves every other error to speak for itself", () => {
    assert.equal(explainAssociationFailure(["creating SSM Association: InvalidTarget"], "web"), undefined);
    assert.equal(explainAssociationFailure([], "web"), undefined);
  });
});
