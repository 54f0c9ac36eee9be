/** A statement of a policy, as far as the deployer's policies use the language. */
export interface Statement {
  Sid: string;
  Effect: string;
  Action: string | string[];
  Resource: string | string[];
  Condition?: Record<string, Record<string, string[]>>;
}

/** A policy document. */
export interface Policy {
  Version: string;
  Statement: Statement[];
}

/** What somebody asks of AWS. */
export interface Request {
  action: string;
  /** ARN of what it is about; absent where the action knows no resources. */
  resource?: string;
  /** Condition keys that AWS sends with it. */
  context?: Record<string, string>;
}

/** The entries of an element that may be one text or a list. */
export function listed(element: string | string[]): string[] {
  return typeof element === "string" ? [element] : element;
}

function matches(pattern: string, text: string): boolean {
  const parts = pattern.split("*").map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(text);
}

const operators: Record<string, (pattern: string, text: string) => boolean> = {
  ArnEquals: matches,
  StringEquals: (pattern, text) => pattern === text,
};

/** A key that the request lacks fails its condition, as IAM has it for these operators. */
function holds(condition: Statement["Condition"] = {}, context: Request["context"] = {}): boolean {
  return Object.entries(condition).every(([name, keys]) => {
    const operator = operators[name];
    if (operator === undefined) throw new Error(`no test knows the operator ${name}`);
    return Object.entries(keys).every(([key, patterns]) => {
      const value = context[key];
      return value !== undefined && patterns.some((pattern) => operator(pattern, value));
    });
  });
}

/**
 * Whether a policy allows a request. Only what the deployer's policies are made of is known: statements that allow,
 * with actions, resources and conditions of two operators. Errors: throws on a statement that denies.
 */
export function allows({ Statement }: Policy, { action, resource = "*", context }: Request): boolean {
  return Statement.some((statement) => {
    if (statement.Effect !== "Allow") throw new Error(`no test knows what ${statement.Sid} denies`);
    return (
      listed(statement.Action).some((pattern) => matches(pattern, action)) &&
      listed(statement.Resource).some((pattern) => matches(pattern, resource)) &&
      holds(statement.Condition, context)
    );
  });
}

/** The values that a policy names for a condition key, sorted. */
export function valuesOf({ Statement }: Policy, key: string): string[] {
  const conditions = Statement.flatMap(({ Condition }) => Object.values(Condition ?? {}));
  return conditions.flatMap((keys) => keys[key] ?? []).sort();
}
