const { spawn } = require("node:child_process");
const pulumi = require("@pulumi/pulumi");

new pulumi.CustomResource("test:index:Thing", "first", {});
const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "inherit" });
const loner = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], {
  stdio: "inherit",
  detached: true,
});
console.log(`pids ${process.pid} ${child.pid} ${loner.pid}`);
setInterval(() => {}, 1000);
