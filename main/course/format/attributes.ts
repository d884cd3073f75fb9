/** `{#id key=value other="two words" answer='slots(A) == ["a"]'}` behind or below the heading of a step. */
import type { MistakeList } from './mistake.ts';

export interface Attributes {
  readonly id: string | null;
  readonly values: ReadonlyMap<string, string>;
}

const pair = /^\s*(?:#([A-Za-z0-9_-]+)|([a-z][a-z-]*)=(?:"([^"]*)"|'([^']*)'|([^\s"'}]+)))/;

export const attributeNames = [
  'kind',
  'scene',
  'at',
  'reveal',
  'focus',
  'ask',
  'answer',
  'from',
  'unit',
  'concept',
] as const;

export function readAttributes(
  file: string,
  line: number,
  text: string,
  mistakes: MistakeList,
): Attributes {
  const values = new Map<string, string>();
  let id: string | null = null;
  let rest = text;
  while (rest.trim() !== '') {
    const found = pair.exec(rest);
    if (found === null) {
      mistakes.add(
        file,
        line,
        'attribute',
        `'${rest.trim().slice(0, 30)}' is no attribute; write {#id kind=predict at=operation:1}`,
      );
      break;
    }
    rest = rest.slice(found[0].length);
    const [, name, key, quoted, single, bare] = found;
    if (name !== undefined) id = name;
    else if (key !== undefined) {
      if (!attributeNames.some((known) => known === key)) {
        mistakes.add(
          file,
          line,
          'attribute',
          `a step has no attribute '${key}'; it may have ${attributeNames.join(', ')}`,
        );
      }
      values.set(key, quoted ?? single ?? bare ?? '');
    }
  }
  return { id, values };
}
