/** Writes the JSON Schema of `Pulumi.<stack>.yaml` anew, after a change of the schema in stacks/. */
import { writeFileSync } from "node:fs";
import { stackFileSchemaText } from "../stacks/json-schema.ts";

writeFileSync(new URL("../stacks/schema/pulumi-stack.schema.json", import.meta.url), stackFileSchemaText());
