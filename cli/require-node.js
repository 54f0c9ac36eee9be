// Loaded before the Pulumi program (nodeargs in Pulumi.yaml): an old Node could not even read index.ts.
import { nodeAdvice, supports } from "./node.js";

if (!supports(process.versions.node)) {
  process.stderr.write(nodeAdvice());
  process.exit(1);
}
