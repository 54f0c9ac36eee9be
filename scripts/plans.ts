// Writes the committed plans of the shipped stacks: `npm run plans`.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { renderedPlans } from "./rendered-plans.ts";

const root = join(import.meta.dirname, "..");

mkdirSync(join(root, "plans"), { recursive: true });
for (const { file, text } of await renderedPlans()) writeFileSync(join(root, file), text);
