import js from "@eslint/js";
import jsdoc from "eslint-plugin-jsdoc";
import tseslint from "typescript-eslint";

/** The rooms whose code users run; scripts, bench and test serve only the repository. */
const rooms = ["components", "stacks", "engine", "plan", "policy", "live", "cli"];
const product = ["index.ts", ...rooms.map((room) => `${room}/**/*.ts`)];

/** Everything exported has a doc comment. */
const documented = {
  "jsdoc/require-jsdoc": [
    "error",
    {
      publicOnly: true,
      enableFixer: false,
      require: { FunctionDeclaration: true, ClassDeclaration: true },
      contexts: [
        "TSInterfaceDeclaration",
        "TSTypeAliasDeclaration",
        "ExportNamedDeclaration > VariableDeclaration",
      ],
    },
  ],
};

/** In what the package exports, so has every property of an args interface and every public member of a class. */
const documentedToTheLastProperty = {
  "jsdoc/require-jsdoc": [
    "error",
    {
      publicOnly: true,
      enableFixer: false,
      checkConstructors: false,
      require: { FunctionDeclaration: true, ClassDeclaration: true, MethodDefinition: true },
      contexts: [
        "TSInterfaceDeclaration",
        "TSTypeAliasDeclaration",
        "ExportNamedDeclaration > VariableDeclaration",
        "ExportNamedDeclaration > TSInterfaceDeclaration > TSInterfaceBody > TSPropertySignature",
        "ExportNamedDeclaration > ClassDeclaration > ClassBody > PropertyDefinition[accessibility!='private']",
      ],
    },
  ],
};

export default tseslint.config(
  {
    ignores: ["dist/", "coverage/", "docs/api/", "node_modules/", "test/engine/programs/", "test/consumers/"],
  },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  {
    files: ["**/*.ts", "**/*.cts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      // An Output in a template is "Calling [toString] on an [Output<T>] …" in the deployed resource.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-base-to-string": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      eqeqeq: "error",
      "no-console": "error",
      "no-warning-comments": ["error", { terms: ["todo", "fixme", "xxx"] }],
      "max-lines": ["error", 250],
    },
  },
  {
    files: product,
    plugins: { jsdoc },
    rules: {
      ...documented,
      "max-lines-per-function": ["error", { max: 40, skipBlankLines: true, skipComments: true }],
      "no-restricted-syntax": [
        "error",
        {
          selector: "ExportDefaultDeclaration",
          message: "Only the Pulumi program's entry has a default export.",
        },
      ],
    },
  },
  { files: ["components/*/args.ts", "components/*/index.ts"], rules: documentedToTheLastProperty },
  { files: ["index.ts"], rules: { "no-restricted-syntax": "off" } },
  // `nfm --help` and the tools of the repository write to the terminal through process.stdout, never console.
  { files: ["test/**/*.ts"], rules: { "@typescript-eslint/no-non-null-assertion": "off" } },
  {
    files: ["**/*.js", "**/*.cjs"],
    languageOptions: { globals: { process: "readonly", URL: "readonly" } },
  },
);
