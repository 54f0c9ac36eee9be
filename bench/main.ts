// Measures this checkout on this machine and prints ratios, all of one run: `npm run bench`; with `-- --suite` how long
// the tests with the real engine take instead. Never a test: figures of a machine that does something else at the same
// time say nothing.
import { cpus } from "node:os";
import { preview } from "./preview.ts";
import { startup } from "./startup.ts";
import { suite } from "./suite.ts";
import { throughput } from "./throughput.ts";

const print = (line: string): void => void process.stdout.write(`${line}\n`);

print(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}`);
print("");
if (process.argv.includes("--suite")) suite(print);
else {
  await startup(print);
  print("");
  await throughput(print);
  print("");
  await preview(print);
}
