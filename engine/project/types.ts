import type { Value } from "../values.ts";

/** The types that Pulumi.yaml can give to a configuration key. */
export const configTypes = ["string", "integer", "boolean", "array", "object"] as const;

/** A type of a configuration key; an array says what its items are. */
export interface ConfigType {
  name: (typeof configTypes)[number];
  items?: ConfigType;
}

/** What Pulumi.yaml declares for one configuration key. */
export interface ConfigDeclaration {
  /** Namespace and name, such as `nfm:workload`. */
  key: string;
  type?: ConfigType;
  /** Whether stacks must encrypt the value. */
  secret: boolean;
  /** What a stack gets that does not set the key. */
  fallback?: Value;
}

/** Runtime options of the Node.js language host. */
export interface RuntimeOptions {
  /** Whether ts-node compiles the program; default true. */
  typescript: boolean;
  tsconfig?: string;
  /** Arguments for node itself. */
  nodeargs: string[];
}

/** A Pulumi project, as its Pulumi.yaml describes it. */
export interface Project {
  name: string;
  /** Folder of Pulumi.yaml. */
  root: string;
  /** Name of the project file, such as `Pulumi.yaml`. */
  file: string;
  runtime: RuntimeOptions;
  /** `main` as written; absent when package.json decides. */
  main?: string;
  /** Folder that the program runs in. */
  programDirectory: string;
  /** What is run, relative to that folder; `.` when package.json decides. */
  entryPoint: string;
  config: ConfigDeclaration[];
  /** Folder of the stack files. */
  stackDirectory: string;
}

/** One configuration value, as the program will see it. */
export interface ConfigValue {
  /** Plain text, or JSON when `json` is set. */
  text: string;
  secret: boolean;
  /** Whether the text is JSON of an object or a list. */
  json: boolean;
}

/** A stack's configuration, with the project's defaults filled in. */
export interface Stack {
  name: string;
  organization: string;
  /** By namespace and name, such as `nfm:workload`. */
  config: Map<string, ConfigValue>;
  /** What an ESC environment adds to the program's environment. */
  environmentVariables: Record<string, string>;
  /** What was taken as given, one sentence each. */
  assumptions: string[];
}
