/** From text to syntax tree, or to everything that is wrong with the text. */
import type { Block, SourceTree } from '../ast.ts';
import { parseDeclarations } from './declarations.ts';
import { ParseAbandoned, ParserState, type SyntaxProblem } from './state.ts';

export interface ParsedFile {
  /** Null where the text broke off before its declarations, or nests too deeply. */
  readonly tree: SourceTree | null;
  readonly problems: readonly SyntaxProblem[];
  /** All function bodies that have no syntax error. */
  readonly bodies: readonly Block[];
}

export function parseFile(text: string): ParsedFile {
  const p = new ParserState(text);
  try {
    return { tree: parseTree(p), problems: p.problems, bodies: p.bodies };
  } catch (error) {
    if (error instanceof ParseAbandoned) return { tree: null, problems: p.problems, bodies: [] };
    throw error;
  }
}

function parseTree(p: ParserState): SourceTree | null {
  const position = p.position;
  if (!p.got('package')) {
    p.syntaxError('package statement must be first');
    return null;
  }
  const packageName = p.name();
  p.want(';');
  if (p.errorCount > 0) return null;
  const declarations = parseDeclarations(p);
  return {
    kind: 'file',
    id: p.newId(),
    position,
    packageName,
    declarations,
    nodeCount: p.nodeCount,
  };
}
