import type * as TypeScript from "typescript";

/** What a value may be, as the SDK declares it. */
export type Shape =
  | { kind: "any" | "string" | "number" | "boolean" }
  | { kind: "list" | "map"; item: Shape }
  | { kind: "object"; object: () => ObjectShape };

/** An object with named members. */
export interface ObjectShape {
  required: string[];
  members: Map<string, Shape>;
}

const any: Shape = { kind: "any" };

/** Reads declarations of an SDK. `find` gives the text of the interface behind a name such as `eks.ClusterVpcConfig`. */
export function shapeReader(ts: typeof TypeScript, find: (name: string) => string | undefined) {
  const known = new Map<string, ObjectShape>();

  /** The interface that a piece of text declares. */
  function objectIn(text: string): ObjectShape {
    const [statement] = ts.createSourceFile(
      "declaration.d.ts",
      text,
      ts.ScriptTarget.Latest,
      true,
    ).statements;
    const all = statement !== undefined && ts.isInterfaceDeclaration(statement) ? [...statement.members] : [];
    const members = all.filter(ts.isPropertySignature);
    const nameOf = (member: TypeScript.PropertySignature) => member.name.getText().replaceAll('"', "");
    return {
      required: members.filter(({ questionToken }) => questionToken === undefined).map(nameOf),
      members: new Map(members.map((member) => [nameOf(member), shapeOf(member.type)])),
    };
  }

  function shapeOf(node: TypeScript.TypeNode | undefined): Shape {
    if (node === undefined) return any;
    if (ts.isParenthesizedTypeNode(node)) return shapeOf(node.type);
    if (ts.isArrayTypeNode(node)) return { kind: "list", item: shapeOf(node.elementType) };
    if (ts.isUnionTypeNode(node)) return unionOf(node.types);
    if (ts.isTypeReferenceNode(node)) return referred(node);
    if (ts.isTypeLiteralNode(node)) {
      const [member] = node.members;
      return member !== undefined && ts.isIndexSignatureDeclaration(member)
        ? { kind: "map", item: shapeOf(member.type) }
        : any;
    }
    const word = node.getText();
    return word === "string" || word === "number" || word === "boolean" ? { kind: word } : any;
  }

  /** What several types have in common, as far as it can be said. A name of an enumeration is text all the same. */
  function unionOf(types: readonly TypeScript.TypeNode[]): Shape {
    const shapes = types
      .filter((type) => type.getText() !== "undefined" && !type.getText().startsWith("enums."))
      .map(shapeOf);
    return shapes.length === 1 ? (shapes[0] ?? any) : any;
  }

  function referred(node: TypeScript.TypeReferenceNode): Shape {
    const name = node.typeName.getText();
    if (name === "pulumi.Input") return shapeOf(node.typeArguments?.[0]);
    if (!name.startsWith("inputs.")) return any;
    return { kind: "object", object: () => objectNamed(name.slice("inputs.".length)) };
  }

  function objectNamed(name: string): ObjectShape {
    const found = known.get(name);
    if (found !== undefined) return found;
    const text = find(name);
    if (text === undefined) throw new Error(`the SDK declares no ${name}`);
    const read = objectIn(text);
    known.set(name, read);
    return read;
  }

  return objectIn;
}
