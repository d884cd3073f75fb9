import { describe, expect, test } from 'vitest';
import { defaultSettings } from '../simulator/settings.ts';
import { evaluate } from './expression/evaluate.ts';
import { parseExpression } from './expression/parse.ts';
import { History } from './history.ts';
import { performSource } from './scene-runner.ts';

const program = (text: string) => ({ kind: 'program', name: 'main.go', text }) as const;

const list = `package main

type Node struct {
	next *Node
}

var head *Node

func main() {
	for i := 0; i < 3; i++ {
		head = &Node{next: head}
	}
	println("made")
	head = nil
}
`;

describe('a program as a scene', () => {
  test('is performed to its end and spoken of like any scene', () => {
    const outcome = performSource(
      program(list),
      { ...defaultSettings, collector: 'refcount' },
      null,
    );
    if (!('ok' in outcome)) throw new Error(JSON.stringify(outcome.problems));
    expect(outcome.ok.status).toBe('finished');
    const history = new History(outcome.ok);
    const value = (text: string) =>
      evaluate(parseExpression(text), { history, seq: outcome.ok.length });
    expect(value('length(deaths)')).toBe(3);
    expect(value('count(Node#1) at line:11#2')).toBe(1);
    expect(() => value('holes at line:11#4')).toThrow('only 3 times');
    expect(value('length(live at line:11#3)')).toBe(3);
  });

  test('with a mistake is refused at its place', () => {
    const outcome = performSource(
      program(list.replace('println("made")', 'printn("made")')),
      defaultSettings,
      null,
    );
    expect(outcome).toMatchObject({ problems: [{ line: 13 }] });
  });

  test('that never ends is stopped', () => {
    const endless = performSource(
      program('package main\n\nfunc main() {\n\tfor {\n\t}\n}\n'),
      defaultSettings,
      { escape: 'go', roots: null, steps: 5_000 },
    );
    expect(endless).toMatchObject({ ok: { status: 'limit' } });
  });

  test('needs a heap of bytes', () => {
    expect(
      performSource(program(list), { ...defaultSettings, geometry: 'cells' }, null),
    ).toMatchObject({ problems: [{ code: 'bad-settings' }] });
  });
});

test('positions outside a recording are refused', () => {
  const outcome = performSource(
    { kind: 'operations', name: 'a.ops', text: 'alloc a A 8 0\n' },
    defaultSettings,
    null,
  );
  if (!('ok' in outcome)) throw new Error('refused');
  for (const seq of [-1, 0.5, outcome.ok.length + 1])
    expect(() => outcome.ok.frame(seq)).toThrow(RangeError);
  for (const seq of [0, outcome.ok.length + 1])
    expect(() => outcome.ok.event(seq)).toThrow(RangeError);
  expect(outcome.ok.frame(0).objects).toEqual([]);
});

test('a heap that can’t be is refused with a sentence', () => {
  expect(
    performSource(
      { kind: 'operations', name: 'a.ops', text: '' },
      { ...defaultSettings, heapBytes: 17 },
      null,
    ),
  ).toMatchObject({ problems: [{ line: 1 }] });
});
