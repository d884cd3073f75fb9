/** Small functions about one variable each, whose place the compiler decides. */
import type { Chance } from '../../random.ts';

/** Declarations that fragments use. */
export type Needed = 'last' | 'keep' | 'look' | 'id' | 'Box';

export interface Fragment {
  /** Without the line that declares the function. */
  readonly body: readonly string[];
  readonly result: 'int' | '*int' | 'func() int';
  readonly needs: readonly Needed[];
  readonly made: 'variable' | 'new';
  /** Kinds of fragments are told apart by what happens to the address. */
  readonly kind: string;
  /** Makes nothing on the heap beside its variable. */
  readonly plain: boolean;
}

type Write = (variable: string, value: number) => Fragment;

const fragment = (
  kind: string,
  body: readonly string[],
  more: Partial<Omit<Fragment, 'body' | 'kind'>> = {},
): Fragment => ({ kind, body, result: 'int', needs: [], made: 'variable', plain: true, ...more });

/** Functions whose variable stays in its frame, and others whose variable doesn't; the compiler says which. */
const writers: readonly Write[] = [
  (v, n) => fragment('read-through', [`${v} := ${n}`, `p := &${v}`, '*p++', `return ${v}`]),
  (v, n) =>
    fragment('looked-at', [`${v} := ${n}`, `p := &${v}`, 'return look(p)'], { needs: ['look'] }),
  (v, n) =>
    fragment('new-read', [`${v} := new(int)`, `*${v} = ${n}`, `return *${v}`], { made: 'new' }),
  (v, n) =>
    fragment('in-local-struct', [`${v} := ${n}`, 'var b Box', `b.p = &${v}`, 'return *b.p'], {
      needs: ['Box'],
    }),
  (v, n) =>
    fragment('in-array', [
      `${v} := ${n}`,
      'var known [2]*int',
      `known[0] = &${v}`,
      'return *known[0]',
    ]),
  (v, n) =>
    fragment('identity', [`${v} := ${n}`, `p := id(&${v})`, 'return *p'], { needs: ['id'] }),
  (v, n) =>
    fragment('called-closure', [
      `${v} := ${n}`,
      `add := func() { ${v}++ }`,
      'add()',
      `return ${v}`,
    ]),
  (v, n) => fragment('returned', [`${v} := ${n}`, `p := &${v}`, 'return p'], { result: '*int' }),
  (v, n) =>
    fragment('returned-by-identity', [`${v} := ${n}`, `p := &${v}`, 'return id(p)'], {
      result: '*int',
      needs: ['id'],
    }),
  (v, n) =>
    fragment('global', [`${v} := ${n}`, `p := &${v}`, 'last = p', `return ${v}`], {
      needs: ['last'],
    }),
  (v, n) =>
    fragment('kept', [`${v} := ${n}`, `p := &${v}`, 'keep(p)', `return ${v}`], {
      needs: ['last', 'keep'],
    }),
  (v, n) =>
    fragment(
      'looked-at-then-global',
      [`${v} := ${n}`, `p := &${v}`, 'n := look(p)', 'last = p', 'return n'],
      { needs: ['last', 'look'] },
    ),
  (v, n) =>
    fragment(
      'in-slice',
      [`${v} := ${n}`, 'known := make([]*int, 1)', `known[0] = &${v}`, 'return *known[0]'],
      { plain: false },
    ),
  (v, n) =>
    fragment(
      'in-map',
      [`${v} := ${n}`, 'known := map[int]*int{}', `known[0] = &${v}`, 'return *known[0]'],
      { plain: false },
    ),
  (v, n) =>
    fragment('through-pointer', [`${v} := ${n}`, 'b := &Box{}', `b.p = &${v}`, 'return *b.p'], {
      needs: ['Box'],
      plain: false,
    }),
  (v, n) =>
    fragment('sent', [`${v} := ${n}`, 'c := make(chan *int, 1)', `c <- &${v}`, 'return *<-c'], {
      plain: false,
    }),
  (v, n) =>
    fragment(
      'outlives-iteration',
      ['var p *int', 'for i := range 2 {', `\t${v} := ${n} + i`, `\tp = &${v}`, '}', 'return *p'],
      { plain: false },
    ),
  (v, n) =>
    fragment(
      'returned-closure',
      [`${v} := ${n}`, `add := func() int { ${v}++; return ${v} }`, 'return add'],
      { result: 'func() int', plain: false },
    ),
];

export const variableNames = ['x', 'y', 'z', 'v', 'w'] as const;
const functionNames = ['first', 'second', 'third', 'fourth'] as const;

/** Different fragments, drawn. */
export function drawFragments(
  chance: Chance,
  count: number,
  wanted: (fragment: Fragment) => boolean = () => true,
): readonly Fragment[] {
  const all = writers.map((write, at) => ({ write, at }));
  const drawn: Fragment[] = [];
  for (const { write } of chance.shuffled(all)) {
    const variable = variableNames[drawn.length];
    if (variable === undefined || drawn.length === count) break;
    const made = write(variable, chance.between(1, 9));
    if (wanted(made)) drawn.push(made);
  }
  return drawn;
}

const declarations: readonly (readonly [Needed, string])[] = [
  ['last', 'var last *int\n'],
  ['Box', 'type Box struct{ p *int }\n'],
  ['keep', 'func keep(p *int) { last = p }\n'],
  ['look', 'func look(p *int) int { return *p }\n'],
  ['id', 'func id(p *int) *int { return p }\n'],
];

const useOf = (name: string, { result }: Fragment): string =>
  result === 'int' ? `${name}()` : result === '*int' ? `*${name}()` : `${name}()()`;

/** A whole program of these functions; `times` says how often main calls each (once where it says nothing). */
export function programOfFragments(
  fragments: readonly Fragment[],
  times: readonly number[] = [],
): string {
  const needed = new Set(fragments.flatMap(({ needs }) => needs));
  const parts = declarations.flatMap(([need, text]) => (needed.has(need) ? [text] : []));
  const functions = fragments.map(
    ({ body, result }, at) =>
      `func ${functionNames[at] ?? 'more'}() ${result} {\n${body.map((line) => `\t${line}\n`).join('')}}\n`,
  );
  const calls = fragments.map((each, at) => {
    const use = useOf(functionNames[at] ?? 'more', each);
    const count = times[at] ?? 1;
    return count === 1 ? `\tsum += ${use}\n` : `\tfor range ${count} {\n\t\tsum += ${use}\n\t}\n`;
  });
  const main = `func main() {\n\tsum := 0\n${calls.join('')}\tfmt.Println(sum)\n}\n`;
  return ['package main\n', 'import "fmt"\n', ...parts, ...functions, main].join('\n');
}
