import { expect, test } from 'vitest';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { Chance } from '../../random.ts';
import { performProgramText } from '../../scene-runner.ts';
import { drawFragments, programOfFragments } from './fragments.ts';
import { escapeOptions, escapeSettings, reasonText, verdictsOn } from './verdicts.ts';

/** As `go build -gcflags='-m -l'` of Go 1.24 decides. */
const inGo: Readonly<Record<string, boolean>> = {
  'read-through': false,
  'looked-at': false,
  'new-read': false,
  'in-local-struct': false,
  'in-array': false,
  identity: false,
  'called-closure': false,
  returned: true,
  'returned-by-identity': true,
  global: true,
  kept: true,
  'looked-at-then-global': true,
  'in-slice': true,
  'in-map': true,
  'through-pointer': true,
  sent: true,
  'outlives-iteration': true,
  'returned-closure': true,
};

test('each kind of function has Go’s own verdict, and words for its reason', () => {
  const seen = new Set<string>();
  for (let seed = 1; seed <= 200; seed++) {
    const [fragment] = drawFragments(new Chance(seed), 1);
    if (fragment === undefined) continue;
    seen.add(fragment.kind);
    const [verdict] = verdictsOn(programOfFragments([fragment]));
    expect([fragment.kind, verdict?.escapes]).toEqual([fragment.kind, inGo[fragment.kind]]);
    expect(reasonText(verdict?.reason ?? 'global').en).not.toBe('');
  }
  expect([...seen].sort()).toEqual(Object.keys(inGo).sort());
});

test('what is handed to a function is seen', () => {
  const passed = (...lines: readonly string[]): boolean | undefined =>
    verdictsOn(
      `package main\n\nfunc look(p *int) int { return *p }\n\nfunc f() int {\n\tx := 1\n${lines.join('\n')}\n}\n\nfunc main() { f() }\n`,
    )[0]?.passed;
  expect(passed('\treturn look(&x)')).toBe(true);
  expect(passed('\tp := &x', '\treturn look(p)')).toBe(true);
  expect(passed('\tp := &x', '\t*p = 2', '\treturn x')).toBe(false);
});

test('a wrong rule differs from the compiler where it is wrong', () => {
  const says = (
    rule: 'M17' | 'new-means-heap' | 'calls-leak',
    kind: string,
  ): boolean | undefined => {
    for (let seed = 1; seed <= 200; seed++) {
      const [fragment] = drawFragments(new Chance(seed), 1, (each) => each.kind === kind);
      const [verdict] = fragment === undefined ? [] : verdictsOn(programOfFragments([fragment]));
      if (verdict !== undefined) return wrongCollector(rule)?.escapes?.(verdict);
    }
    return undefined;
  };
  expect(says('M17', 'read-through')).toBe(true);
  expect(says('M17', 'called-closure')).toBe(true);
  expect(says('new-means-heap', 'new-read')).toBe(true);
  expect(says('new-means-heap', 'returned')).toBe(false);
  expect(says('calls-leak', 'looked-at')).toBe(true);
  expect(says('calls-leak', 'global')).toBe(false);
});

test('the replay of M17 shows the objects that the rule expects', () => {
  const [fragment] = drawFragments(new Chance(3), 1, ({ kind }) => kind === 'read-through');
  if (fragment === undefined) throw new Error('the kind exists');
  const program = { text: programOfFragments([fragment]), options: escapeOptions };
  const objects = (run: typeof program): number => {
    const history = performProgramText(run, escapeSettings);
    return history.frame(history.recording.length).metrics.objects.allocated;
  };
  expect(objects(program)).toBe(0);
  const changed = wrongCollector('M17')?.replayProgram?.(program);
  expect(changed === undefined ? 0 : objects(changed)).toBe(1);
});
