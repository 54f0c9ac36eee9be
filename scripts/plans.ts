// Writes the committed plans of the shipped stacks, and the head of one into the README: `npm run plans`.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withPlan } from "./readme.ts";
import { renderedPlans } from "./rendered-plans.ts";

const root = join(import.meta.dirname, "..");

mkdirSync(join(root, "plans"), { recursive: true });
for (const { file, text } of await renderedPlans()) writeFileSync(join(root, file), text);

const readme = join(root, "README.md");
writeFileSync(
  readme,
  withPlan(readFileSync(readme, "utf8"), readFileSync(join(root, "plans", "dev.txt"), "utf8")),
);
