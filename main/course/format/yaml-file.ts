/** YAML with the line of every value, so that a mistake can say where it is. */
import { isMap, isNode, isPair, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import type { z } from 'zod';
import type { MistakeList } from './mistake.ts';

export interface YamlFile<T> {
  readonly file: string;
  readonly value: T;
  /** Line of the value at this path, or of the nearest one around it. */
  lineOf(path: readonly PropertyKey[]): number;
}

function lineFinder(
  document: Document,
  lines: LineCounter,
  firstLine: number,
): (path: readonly PropertyKey[]) => number {
  return (path) => {
    let node: unknown = document.contents;
    let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
    for (const key of path) {
      if (isMap(node)) {
        const pair = node.items.find(({ key: name }) => String(name) === String(key));
        if (!isPair(pair)) break;
        if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset;
        node = pair.value;
      } else if (isSeq(node)) {
        node = node.items[Number(key)];
        if (isNode(node)) offset = node.range?.[0] ?? offset;
      } else break;
    }
    return lines.linePos(offset).line + firstLine - 1;
  };
}

/** Null where the text doesn't fit; the mistakes say why. `firstLine` is the file's line on which the text begins. */
export function readYaml<Schema extends z.ZodType>(
  file: string,
  text: string,
  schema: Schema,
  mistakes: MistakeList,
  firstLine = 1,
): YamlFile<z.infer<Schema>> | null {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const lineOf = lineFinder(document, lines, firstLine);
  if (document.errors.length > 0) {
    for (const error of document.errors) {
      const line = lines.linePos(error.pos[0]).line + firstLine - 1;
      mistakes.add(
        file,
        line,
        'yaml',
        `this isn't YAML: ${error.message.split('\n')[0] ?? error.code}`,
      );
    }
    return null;
  }
  let plain: unknown;
  try {
    plain = document.toJS({ maxAliasCount: 20 });
  } catch (error) {
    mistakes.add(
      file,
      firstLine,
      'yaml',
      `this YAML can't be read: ${error instanceof Error ? error.message : 'unknown'}`,
    );
    return null;
  }
  const parsed = schema.safeParse(plain);
  if (parsed.success) return { file, value: parsed.data, lineOf };
  for (const issue of parsed.error.issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys)
        mistakes.add(
          file,
          lineOf([...issue.path, key]),
          'schema',
          `the key '${key}' is unknown here`,
        );
      continue;
    }
    const where = issue.path.length === 0 ? 'the file' : issue.path.map(String).join('.');
    const language = issue.path.at(-1);
    const missing = issue.code === 'invalid_type' && issue.message.includes('undefined');
    if (missing && (language === 'en' || language === 'zh-CN')) {
      mistakes.add(
        file,
        lineOf(issue.path),
        'missing-translation',
        `${where} is missing: every text is needed in en and in zh-CN`,
      );
    } else {
      mistakes.add(file, lineOf(issue.path), 'schema', `${where}: ${issue.message}`);
    }
  }
  return null;
}
