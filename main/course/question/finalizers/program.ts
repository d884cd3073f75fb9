/** Generated programs about finalizers: an object graph that is built, let go, and collected again and again. */
import { defaultSettings } from '../../../simulator/settings.ts';
import type { HeapSettings } from '../../../simulator/settings.ts';
import { finalizerRounds } from '../../misconceptions/finalizer-rounds.ts';
import type { FinalizerRound, FinalizerWorld } from '../../misconceptions/go-rules.ts';
import type { History } from '../../history.ts';
import type { Chance } from '../../random.ts';
import type { Answer } from '../../../contract/course.ts';
import { namesAnswer } from '../answers.ts';
import type { Level, QuestionProgram } from '../type.ts';

const letters = ['A', 'B', 'C', 'D', 'E', 'F'] as const;

export interface DrawnWorld {
  readonly world: FinalizerWorld;
  readonly program: QuestionProgram;
  readonly settings: HeapSettings;
}

/** A graph of objects of which most have finalizers. `cyclic`: with a way back. */
export function randomWorld(chance: Chance, level: Level, cyclic: boolean): DrawnWorld {
  const objects = letters.slice(0, 3 + level - (level === 1 && chance.oneIn(2) ? 1 : 0));
  const fields = new Map<string, string[]>(objects.map((object) => [object, []]));
  const tie = (from: string, to: string): void => {
    const known = fields.get(from) ?? [];
    if (from !== to && !known.includes(to)) fields.set(from, [...known, to]);
  };
  // Forwards in an order of their own, so that the order of making tells nothing.
  const order = chance.shuffled(objects);
  order.slice(1).forEach((object, at) => {
    if (chance.oneIn(5, 4)) tie(order[level === 3 ? chance.between(0, at) : at] ?? object, object);
  });
  if (cyclic) {
    const to = chance.between(0, order.length - 2);
    const from = chance.between(to + 1, order.length - 1);
    tie(order[to] ?? '', order[to + 1] ?? '');
    for (let at = to + 1; at < from; at++) tie(order[at] ?? '', order[at + 1] ?? '');
    tie(order[from] ?? '', order[to] ?? '');
  }
  const finalizable = new Set(objects.filter(() => chance.oneIn(4, 3)));
  const world: FinalizerWorld = { objects, fields, finalizable };
  const rounds = finalizerRounds(world).length + 1;
  return { world, program: programOf(world, rounds), settings: settingsOf() };
}

export const settingsOf = (): HeapSettings => ({
  ...defaultSettings,
  collector: 'mark-sweep',
  heapBytes: 1024,
});
export const liveness = { escape: 'go', roots: 'liveness', steps: 2_000 } as const;

function programOf(
  { objects, fields, finalizable }: FinalizerWorld,
  rounds: number,
): QuestionProgram {
  const variable = (object: string): string => object.toLowerCase();
  // Each type holds a pointer: Go finalizes neither tiny nor empty objects reliably.
  const types = objects.flatMap((object) => {
    const targets = fields.get(object) ?? [];
    const declared = (targets.length === 0 ? [object] : targets).map(
      (target) => `${target === object ? 'none' : variable(target)} *${target}`,
    );
    return declared.length === 1
      ? [`type ${object} struct{ ${declared.join('')} }`]
      : [`type ${object} struct {`, ...declared.map((field) => `\t${field}`), '}'];
  });
  const makes = `\t${objects.map(variable).join(', ')} := ${objects.map((object) => `&${object}{}`).join(', ')}`;
  const ties = objects.flatMap((object) =>
    (fields.get(object) ?? []).map(
      (target) => `\t${variable(object)}.${variable(target)} = ${variable(target)}`,
    ),
  );
  const unused = objects.filter(
    (object) =>
      !finalizable.has(object) &&
      (fields.get(object) ?? []).length === 0 &&
      ![...fields.values()].some((targets) => targets.includes(object)),
  );
  const registers = objects
    .filter((object) => finalizable.has(object))
    .map(
      (object) =>
        `\truntime.SetFinalizer(${variable(object)}, func(*${object}) { fmt.Println("${object}") })`,
    );
  const text = [
    'package main',
    '',
    'import (',
    '\t"fmt"',
    '\t"runtime"',
    '\t"time"',
    ')',
    '',
    ...types,
    '',
    'func build() {',
    makes,
    ...unused.map((object) => `\t_ = ${variable(object)}`),
    ...ties,
    ...registers,
    '}',
    '',
    'func main() {',
    '\tbuild()',
    `\tfor round := 1; round <= ${rounds}; round++ {`,
    '\t\truntime.GC()',
    '\t\ttime.Sleep(time.Millisecond) // finalizers run now',
    '\t}',
    '\tfmt.Println("done")',
    '}',
    '',
  ].join('\n');
  return { text, options: liveness };
}

/** What the run did, collection by collection. */
export function roundsOf(history: History): readonly FinalizerRound[] {
  const starts = history.events.filter(({ event }) => event === 'gc-start');
  return starts.map(({ seq }, at) => {
    const end = starts[at + 1]?.seq ?? history.events.length + 1;
    const events = history.events.slice(seq, end - 1);
    return {
      finalized: events.flatMap((event) =>
        event.event === 'out' && event.text.trim().length === 1 ? [event.text.trim()] : [],
      ),
      freed: events.flatMap((event) =>
        event.event === 'free' ? [history.nameOf(event.object)] : [],
      ),
    };
  });
}

/** Names as an answer; null where there are none to type. */
export const typed = (names: readonly string[] | undefined): Answer | null =>
  names === undefined || names.length === 0 ? null : namesAnswer([...names].sort());

export const whole = {
  ask: { before: false, point: { kind: 'start' } },
  reveal: { before: false, point: { kind: 'end' } },
} as const;

/** The story of a run in words, for an explanation. */
export function toldRounds(rounds: readonly FinalizerRound[]): {
  readonly en: string;
  readonly 'zh-CN': string;
} {
  const en: string[] = [];
  const chinese: string[] = [];
  rounds.forEach(({ finalized, freed }, at) => {
    if (finalized.length + freed.length === 0) return;
    const order = [...finalized].sort();
    const gone = [...freed].sort();
    en.push(
      `GC ${at + 1}: ${[order.length > 0 ? `finalized ${order.join(', ')}` : '', gone.length > 0 ? `freed ${gone.join(', ')}` : ''].filter((part) => part !== '').join('; ')}`,
    );
    chinese.push(
      `第 ${at + 1} 次：${[order.length > 0 ? `终结 ${order.join('、')}` : '', gone.length > 0 ? `释放 ${gone.join('、')}` : ''].filter((part) => part !== '').join('，')}`,
    );
  });
  return { en: en.join('. '), 'zh-CN': chinese.join('；') };
}
