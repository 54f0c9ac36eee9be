/**
 * Who may import whom. Data flows one way: config -> stack -> components -> registrations -> plan -> renderer.
 * engine, plan and policy work on any Pulumi program, so they know no component of ours.
 */
const rooms = ["components", "stacks", "engine", "plan", "policy", "live", "cli", "test", "bench", "scripts"];

/** Forbids `room` to import any other room than those in `allowed`. */
function arrow(room, allowed) {
  const others = rooms.filter((other) => other !== room && !allowed.includes(other)).join("|");
  return {
    name: `${room}-knows-only-${allowed.join("-") || "itself"}`,
    severity: "error",
    from: { path: `^${room}/` },
    to: { path: [`^(${others})/`, "^index\\.ts$"] },
  };
}

/** Forbids `room` to import any installed package but those that `packages` matches. */
function packagesOf(room, packages) {
  return {
    name: `${room}-packages`,
    severity: "error",
    from: { path: `^${room}/` },
    to: {
      dependencyTypesNot: ["core", "local"],
      path: "node_modules/",
      pathNot: `node_modules/(${packages})/`,
    },
  };
}

export default {
  forbidden: [
    arrow("components", []),
    arrow("stacks", ["components"]),
    arrow("engine", []),
    arrow("plan", ["engine"]),
    arrow("policy", ["plan", "engine"]),
    arrow("cli", ["plan", "engine", "policy", "live"]),
    {
      name: "live-knows-only-what-aws-fixes",
      severity: "error",
      from: { path: "^live/" },
      to: {
        path: [`^(${rooms.filter((room) => room !== "live").join("|")})/`, "^index\\.ts$"],
        pathNot: "^components/nfm/",
      },
    },
    {
      name: "program-knows-only-stacks",
      severity: "error",
      from: { path: "^index\\.ts$" },
      to: { path: [`^(${rooms.filter((room) => room !== "stacks").join("|")})/`] },
    },
    packagesOf("components", "@pulumi/(pulumi|aws|awsx|eks|kubernetes)"),
    packagesOf("stacks", "@pulumi/(pulumi|aws|awsx|eks|kubernetes)|zod|fastest-levenshtein"),
    packagesOf("engine", "@pulumi/pulumi|@grpc/grpc-js|google-protobuf|@types/google-protobuf|yaml"),
    packagesOf("plan", "@pulumi/pulumi|zod|yaml"),
    {
      name: "core-without-optional-peers",
      comment: "Who installs only @pulumi/pulumi and @pulumi/aws must be able to import the core.",
      severity: "error",
      from: { path: "^components/index\\.ts$" },
      to: { path: "node_modules/@pulumi/(awsx|eks|kubernetes)/", reachable: true },
    },
    {
      name: "engine-without-sdk",
      comment:
        "The engine uses the SDK of the project that it plans, so it only may take the protocol from ours.",
      severity: "error",
      from: { path: "^(engine|plan|cli)/" },
      to: { path: "node_modules/@pulumi/pulumi/", pathNot: "node_modules/@pulumi/pulumi/proto/" },
    },
    {
      name: "no-circular",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    { name: "resolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
    {
      name: "declared",
      comment: "What users run may import only what package.json gives them.",
      severity: "error",
      from: { path: "^(components|engine|plan|policy|live|cli)/" },
      to: {
        dependencyTypes: ["npm-no-pkg", "npm-unknown", "npm-dev"],
        dependencyTypesNot: ["npm-peer", "type-only"],
      },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|coverage)/|^test/(engine/programs|consumers)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
    moduleSystems: ["es6", "cjs"],
  },
};
