// Loaded before the Pulumi program (nodeargs in Pulumi.yaml): an old Node could not even read index.ts.
// Plain JavaScript for the same reason. cli/node.ts has the rule for nfm; a test compares the two.
const [major, minor] = process.versions.node.split(".").map(Number);

if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `Node ${process.versions.node} is too old, this needs 22.18 or newer: install it, or run \`npm ci\` here without ` +
      "--ignore-scripts and use the Node that it brings (export PATH=$PWD/node_modules/.bin:$PATH).\n",
  );
  process.exit(1);
}
