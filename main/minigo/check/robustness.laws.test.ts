import fc from 'fast-check';
import { expect, test } from 'vitest';
import { corpusText, recordedPrograms } from '../testing/corpus.ts';
import { checkProgram } from './program.ts';

/** How many programs of each kind; a long run sets MINIGO_FUZZ=100000. */
const runs = Number(process.env['MINIGO_FUZZ'] ?? '3000');
/** A run longer than a thousand checks has its own limit: 5 ms a program and a minute. */
const limit = 60_000 + runs * 20;

/** Right programs as often as wrong ones, so that mutations reach every stage. */
const recorded = recordedPrograms();
const right = recorded.filter(({ errors, outside }) => errors.length === 0 && outside === null);
const seeds = [
  ...recorded.map(({ source }) => source),
  ...[...right, ...right, ...right].map(({ source }) => source),
  corpusText('escape/verdicts.go'),
  corpusText('escape/stores.go'),
];
const tokens = [
  ...'x|y|T|f|nil|1|0|"s"|\'a\'|1.5|int|string|func|return|var|:=|=|+|-|*|&|(|)|{|}|[|]|,|;|.|break|continue|if|for'.split(
    '|',
  ),
  ...'range|true|==|<|<-|chan|map|struct|interface|type|const|...|any|error|len|append|make|defer|go|switch|case'.split(
    '|',
  ),
  ...'default|fallthrough|goto|select|package|import|<<|%|!|^|:|`|"|/*|//|\n|||&&||'.split('|'),
  '|',
  '||',
  '\u0000',
  '\ufeff',
  '\ud800',
  'é',
  '世',
  '"fmt"',
  'fmt.',
  'L:',
  '0x',
  '1e999999999',
  '99999999999999999999',
];

/** Every result is a program or at least one problem that lies within the source. */
function holds(source: string): void {
  const result = checkProgram(source, 'main.go', { escape: 'go' });
  if (result.ok) {
    expect(result.program.functions.length).toBeGreaterThan(0);
    return;
  }
  const lines = source.split('\n').length;
  expect(result.problems.length).toBeGreaterThan(0);
  for (const { line, column, message } of result.problems) {
    if (line < 1 || line > lines || column < 1 || message === '')
      throw new Error(`${line}:${column}: ${message}`);
  }
}

const tokenPattern =
  /"(?:\\.|[^"\\\n])*"|[A-Za-z_]\w*|\d[\w.]*|:=|<-|\+\+|--|&&|\|\||[<>=!]=|\s+|./gs;

const mutation = fc.record({
  seed: fc.nat(seeds.length - 1),
  edits: fc.array(
    fc.record({
      at: fc.nat(9_999),
      kind: fc.constantFrom('remove', 'replace', 'repeat', 'insert', 'copy', 'cut'),
      other: fc.nat(9_999),
      token: fc.constantFrom(...tokens),
    }),
    { minLength: 1, maxLength: 3 },
  ),
});

function mutated(
  source: string,
  edits: readonly { at: number; kind: string; other: number; token: string }[],
): string {
  const parts = source.match(tokenPattern) ?? [];
  const solid = parts.flatMap((part, index) => (part.trim() === '' ? [] : [index]));
  for (const { at, kind, other, token } of edits) {
    const index = solid[at % solid.length] ?? 0;
    const part = parts[index] ?? '';
    if (kind === 'remove') parts[index] = '';
    else if (kind === 'replace') parts[index] = token;
    else if (kind === 'repeat') parts[index] = `${part} ${part}`;
    else if (kind === 'insert') parts[index] = `${part} ${token} `;
    else if (kind === 'copy') parts[index] = parts[solid[other % solid.length] ?? 0] ?? '';
    else parts[index] = part.slice(1);
  }
  return parts.join('');
}

test(
  'random bytes are refused without a crash',
  () => {
    const anything = fc.oneof(
      fc.string({ maxLength: 200, unit: 'binary' }),
      fc.array(fc.constantFrom(...tokens), { maxLength: 80 }).map((parts) => parts.join(' ')),
      fc
        .array(fc.constantFrom(...tokens), { maxLength: 80 })
        .map((parts) => `package main\nfunc main() {${parts.join(' ')}}`),
    );
    fc.assert(fc.property(anything, holds), { numRuns: runs });
  },
  limit,
);

test(
  'mutated programs are checked without a crash',
  () => {
    let accepted = 0;
    fc.assert(
      fc.property(mutation, ({ seed, edits }) => {
        const source = mutated(seeds[seed] ?? '', edits);
        if (checkProgram(source, 'main.go', { escape: 'go' }).ok) accepted++;
        holds(source);
      }),
      { numRuns: runs },
    );
    // Some mutations must get as far as escape analysis.
    expect(accepted).toBeGreaterThan(runs / 300);
  },
  limit,
);
