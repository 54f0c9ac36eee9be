// Measures this checkout on this machine and prints ratios, all of one run: `npm run bench`. Never a test: figures
// of a machine that does something else at the same time say nothing.
import { cpus } from "node:os";
import { preview } from "./preview.ts";
import { startup } from "./startup.ts";
import { throughput } from "./throughput.ts";

const print = (line: string): void => void process.stdout.write(`${line}\n`);

print(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}`);
print("");
await startup(print);
print("");
await throughput(print);
print("");
await preview(print);
