import ts from 'typescript';

/** One import or re-export of a module. */
export interface Import {
  /** The module as written, such as `./event.ts` or `node:fs`. */
  readonly specifier: string;
  /** Line of the file, from 1. */
  readonly line: number;
  /** Whether nothing of it is left at run time. */
  readonly typeOnly: boolean;
  /** Names imported from it; empty for a whole module. */
  readonly names: readonly string[];
}

const scriptBlock = /<script\b[^>]*>([\s\S]*?)<\/script>/g;

/** Every import of a TypeScript, JavaScript or Svelte file, in the order of its lines. */
export function importsOf(path: string, text: string): readonly Import[] {
  if (!path.endsWith('.svelte')) return importsOfScript(path, text, 0);
  const found: Import[] = [];
  for (const block of text.matchAll(scriptBlock)) {
    const code = block[1] ?? '';
    const start = block.index + block[0].indexOf(code);
    found.push(...importsOfScript(`${path}.ts`, code, text.slice(0, start).split('\n').length - 1));
  }
  return found;
}

function importsOfScript(path: string, text: string, linesBefore: number): readonly Import[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  const found: Import[] = [];

  function add(
    node: ts.Node,
    module: ts.Node | undefined,
    typeOnly: boolean,
    names: string[],
  ): void {
    if (module === undefined || !ts.isStringLiteralLike(module)) return;
    const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1 + linesBefore;
    found.push({ specifier: module.text, line, typeOnly, names });
  }

  function visit(node: ts.Node): void {
    if (ts.isImportDeclaration(node)) {
      add(node, node.moduleSpecifier, isTypeImport(node), importedNames(node));
    } else if (ts.isExportDeclaration(node)) {
      add(node, node.moduleSpecifier, node.isTypeOnly, []);
    } else if (ts.isImportTypeNode(node)) {
      add(node, ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, true, []);
    } else if (ts.isCallExpression(node) && isDynamicImport(node)) {
      add(node, node.arguments[0], false, []);
    }
    ts.forEachChild(node, visit);
  }
  visit(file);
  return found;
}

function isTypeImport(node: ts.ImportDeclaration): boolean {
  const clause = node.importClause;
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const bindings = clause.namedBindings;
  return (
    clause.name === undefined &&
    bindings !== undefined &&
    ts.isNamedImports(bindings) &&
    bindings.elements.length > 0 &&
    bindings.elements.every((element) => element.isTypeOnly)
  );
}

function importedNames(node: ts.ImportDeclaration): string[] {
  const bindings = node.importClause?.namedBindings;
  if (bindings === undefined || !ts.isNamedImports(bindings)) return [];
  return bindings.elements
    .filter((element) => !element.isTypeOnly)
    .map((element) => (element.propertyName ?? element.name).text);
}

function isDynamicImport(node: ts.CallExpression): boolean {
  const called = node.expression;
  return (
    called.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(called) && called.text === 'require')
  );
}
