/**
 * Answers in one normal form, so that the right one is accepted however it is put: in any order
 * where it is a set, with spaces, leading zeros, full-width digits or Chinese punctuation.
 */
import type { Answer } from '../../contract/course.ts';

/** Digits and letters of any width as narrow ones, without spaces around them and a closing mark. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u200b-\u200d\ufeff]/g, '')
    .trim()
    .replace(/[.。,，;；、]+$/, '')
    .trim();
}

/** Null for what is no number. As the stage writes addresses, `0x2000` is one too. */
export function numberForm(text: string, unit: string | null = null): string | null {
  let rest = plain(text);
  if (unit !== null && rest.toLowerCase().endsWith(unit.toLowerCase()))
    rest = rest.slice(0, -unit.length).trimEnd();
  const address = /^0x([\da-f]{1,12})$/i.exec(rest)?.[1];
  if (address !== undefined) return String(parseInt(address, 16));
  const found = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(rest);
  if (found === null) return null;
  const whole = (found[2] ?? '').replace(/^0+(?=\d)/, '');
  const part = (found[3] ?? '').replace(/0+$/, '');
  const size = part === '' ? whole : `${whole}.${part}`;
  return found[1] === '-' && size !== '0' ? `-${size}` : size;
}

/** Names in any order, each once. */
function namesForm(text: string): string {
  const names = plain(text)
    .split(/[\s,，、;；]+/)
    .filter((name) => name !== '');
  return [...new Set(names)].sort().join(' ');
}

/** Two answers are the same if and only if these are. Null: no answer at all. */
export function normalForm(answer: Answer, unit: string | null = null): string | null {
  switch (answer.kind) {
    case 'choice':
      return `choice ${answer.option}`;
    case 'number': {
      const number = numberForm(answer.text, unit);
      return number === null ? null : `number ${number}`;
    }
    case 'text': {
      const names = namesForm(answer.text);
      return names === '' ? null : `text ${names}`;
    }
    case 'counts': {
      const entries = new Map<number, string>();
      for (const { object, text } of answer.counts) {
        const number = numberForm(text);
        if (number === null || (entries.has(object) && entries.get(object) !== number)) return null;
        entries.set(object, number);
      }
      const sorted = [...entries].sort(([left], [right]) => left - right);
      return `counts ${sorted.map(([object, number]) => `${object}:${number}`).join(' ')}`;
    }
    case 'set':
      return `set ${[...new Set(answer.objects)].sort((left, right) => left - right).join(' ')}`;
    case 'order':
      return `order ${answer.objects.join(' ')}`;
    case 'moment':
      return `moment ${answer.operation}`;
    case 'edge':
      return `edge ${answer.edge}`;
  }
}

export function sameAnswer(left: Answer, right: Answer, unit: string | null = null): boolean {
  const form = normalForm(left, unit);
  return form !== null && form === normalForm(right, unit);
}
