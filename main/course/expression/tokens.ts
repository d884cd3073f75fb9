import { ExpressionError } from './syntax.ts';

export type Token =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'object'; readonly name: string }
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'moment'; readonly text: string }
  | { readonly kind: 'scene'; readonly name: string }
  | { readonly kind: 'sign'; readonly sign: string };

const patterns: readonly (readonly [RegExp, (text: string) => Token | null])[] = [
  [/^\s+/, () => null],
  [/^\d+(?:\.\d+)?/, (text) => ({ kind: 'number', value: Number(text) })],
  [/^"[^"]*"|^'[^']*'/, (text) => ({ kind: 'text', value: text.slice(1, -1) })],
  [/^#\d+|^[A-Z]\w*(?:#\d+)?/, (text) => ({ kind: 'object', name: text })],
  [/^[a-z][A-Za-z]*(?:\.[A-Za-z]+)*/, (text) => ({ kind: 'word', word: text })],
  [/^(?:==|!=|<=|>=|[-+*/<>(),[\]])/, (text) => ({ kind: 'sign', sign: text })],
];
const momentPattern = /^\s*([a-z][\w:#-]*)/;
const scenePattern = /^\s*([a-z0-9][a-z0-9-]*)/;

/** Longest expression that is read; a real one is far shorter. */
const longestExpression = 1_000;

export function tokensOf(source: string): readonly Token[] {
  if (source.length > longestExpression) {
    throw new ExpressionError(
      `an expression may have ${longestExpression} characters, this one has ${source.length}`,
    );
  }
  const tokens: Token[] = [];
  let rest = source;
  while (rest !== '') {
    const found = patterns
      .map(([pattern, make]) => ({ text: pattern.exec(rest)?.[0], make }))
      .find(({ text }) => text !== undefined);
    if (found?.text === undefined) {
      throw new ExpressionError(`'${rest.slice(0, 1)}' has no meaning in an expression`);
    }
    rest = rest.slice(found.text.length);
    const token = found.make(found.text);
    if (token === null) continue;
    tokens.push(token);
    if (token.kind === 'word' && token.word === 'at') {
      const moment = momentPattern.exec(rest);
      if (moment === null)
        throw new ExpressionError("after 'at' there must be a moment, such as operation:4");
      tokens.push({ kind: 'moment', text: moment[1] ?? '' });
      rest = rest.slice(moment[0].length);
    }
    if (token.kind === 'word' && token.word === 'under') {
      const scene = scenePattern.exec(rest);
      if (scene === null) throw new ExpressionError("after 'under' there must be a scene’s name");
      tokens.push({ kind: 'scene', name: scene[1] ?? '' });
      rest = rest.slice(scene[0].length);
    }
  }
  return tokens;
}
