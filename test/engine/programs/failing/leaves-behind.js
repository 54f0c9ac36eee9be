const { spawn } = require("node:child_process");
const pulumi = require("@pulumi/pulumi");

new pulumi.CustomResource("test:index:Thing", "first", {});
const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "inherit" });
console.log(`pids ${child.pid}`);
child.unref();
