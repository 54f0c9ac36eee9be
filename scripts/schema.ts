// Writes the snapshot of what the package offers to other languages: `node scripts/schema.ts`.
import { writeFileSync } from "node:fs";
import { apiText, pluginSchema, snapshotFile } from "./plugin.ts";

writeFileSync(snapshotFile, apiText(await pluginSchema()));
