import { expect, test } from 'vitest';
import golden from '../golden/golden.json' with { type: 'json' };
import { plane, register } from '../layout.ts';
import type { Machine } from '../machine.ts';
import type { HeapSettings } from '../settings.ts';
import type { Space } from '../space.ts';
import { generateOperations } from '../testing/generate.ts';
import { brokenLaw, noCoverage } from '../testing/laws.ts';
import { eventsNamed, extend, holesOf, nameOf, play } from '../testing/play.ts';
import { defaultSettings } from '../settings.ts';
import { BoundedMarking } from './bounded-marking.ts';
import { worklistOf } from '../worklist.ts';
import { MarkSweep } from './mark-sweep.ts';
import { ReversalMarking } from './reversal-marking.ts';

const small: Partial<HeapSettings> = { geometry: 'cells', heapBytes: 64 };

test('a full mark stack drops objects, and a search of the heap finds them (L11_overflow)', () => {
  const lines = ['alloc r R 1 4'];
  for (const [field, name] of ['a', 'b', 'c', 'd'].entries())
    lines.push(`alloc x ${name} 1 1`, `alloc y ${name}1 1 0`, 'write x 0 y', `write r ${field} x`);
  lines.push('root x nil', 'root y nil');
  let marking: BoundedMarking | undefined;
  const run = play(lines.join('\n'), small, {
    collector: (space: Space) => new MarkSweep(space, (marking = new BoundedMarking(space, 2))),
  });
  const rounds: string[][] = [[]];
  const { core } = run.machine;
  const emit = core.recording.emit.bind(core.recording);
  core.recording.emit = (code, aux, first, second, third) => {
    while (rounds.length <= (marking?.rounds ?? 0)) rounds.push([]);
    if (code === 14) rounds[rounds.length - 1]?.push(nameOf(run.machine, first));
    emit(code, aux, first, second, third);
  };
  extend(run, 'gc');
  const [first, second] = golden.L11_overflow;
  expect(rounds[0]?.sort()).toEqual(first?.marked);
  expect(rounds.flat()).toHaveLength(Number(second?.marked));
  expect(marking?.rounds).toBe(1);
  expect(marking?.drops).toBe(second?.drops);
  expect(core.register(register.overflows)).toBe(second?.drops);
  expect(core.register(register.searches)).toBe(1);
  expect(eventsNamed(run.machine, 'free')).toEqual([]);
});

class WatchedReversal extends ReversalMarking {
  readonly trace: unknown[] = [];
  machine: Machine | undefined;

  protected override moved(direction: 'down' | 'up', object: number, parent: number): void {
    const { machine } = this;
    if (machine === undefined) return;
    const name = (id: number): string | null => (id === 0 ? null : nameOf(machine, id));
    const slots = Object.fromEntries(
      [1, 2, 3, 4].map((id): [string, (string | null)[]] => [
        String(name(id)),
        [0, 1].map((field) => name(machine.space.target(id, field))),
      ]),
    );
    this.trace.push([direction, name(object), name(parent), slots]);
  }
}

test('pointers are reversed on the way down and restored on the way up (L11_schorr_waite)', () => {
  const script =
    'alloc r R 1 2\nalloc a A 1 2\nalloc b B 1 2\nalloc c C 1 2\nwrite r 0 a\nwrite r 1 b\nwrite a 1 c\nwrite b 0 c\nwrite c 0 r\nroot a nil\nroot b nil\nroot c nil';
  let marking: WatchedReversal | undefined;
  const run = play(script, small, {
    collector: (space: Space) => new MarkSweep(space, (marking = new WatchedReversal(space))),
  });
  if (marking !== undefined) marking.machine = run.machine;
  const heap = Int32Array.from(run.machine.core.store.words[plane.heap] as Int32Array);
  extend(run, 'gc');
  const row = golden.L11_schorr_waite[0];
  expect(marking?.trace).toEqual(row?.trace);
  expect(marking?.trace).toHaveLength(row?.steps ?? 0);
  expect(eventsNamed(run.machine, 'grey').map(({ object }) => nameOf(run.machine, object))).toEqual(
    row?.mark_order,
  );
  expect(run.machine.core.store.words[plane.heap]).toEqual(heap);
});

test('a lazy sweep does what the allocation needs (L11_lazy)', () => {
  const sizes = [2, 3, 3, 2, 4, 2, 3, 5];
  const lines = sizes.map((size, index) => `alloc o${index + 1} T${index + 1} ${size} 1`);
  lines.push(
    'write o1 0 o2',
    'write o2 0 o4',
    'write o3 0 o4',
    'write o4 0 o1',
    'write o5 0 o6',
    'write o6 0 o5',
    'write o7 0 o8',
  );
  for (const dropped of [2, 4, 5, 6, 7, 8]) lines.push(`root o${dropped} nil`);
  const run = play(`${lines.join('\n')}\ngc`, { ...small, heapBytes: 24, lazySweep: true });
  const { machine } = run;
  for (const row of golden.L11_lazy) {
    const before = machine.core.recording.length;
    extend(run, `alloc n${row.alloc} N 0${row.alloc} 0`);
    const swept = eventsNamed(machine, 'sweep', before);
    const [made] = eventsNamed(machine, 'alloc', before);
    expect({ alloc: row.alloc, addr: made?.address ?? null, holes: holesOf(machine) }).toEqual({
      alloc: row.alloc,
      addr: row.addr,
      holes: row.holes,
    });
    if (row.addr === null) continue;
    expect(swept).toHaveLength(row.swept_now);
    expect(row.unswept).toEqual([5, 6, 7, 8].filter((object) => machine.isAllocated(object)));
  }
});

const variants: readonly Partial<HeapSettings>[] = [
  { markStackLimit: 1 },
  { markStackLimit: 3 },
  { markStackLimit: 1, markBits: 'bitmap' },
  { markStackLimit: 1, lazySweep: true },
  { pointerReversal: true },
  { lazySweep: true },
  { lazySweep: true, pointerReversal: true },
  { markBits: 'bitmap' },
  { markBits: 'bitmap', markOrder: 'breadth' },
];

test.each(variants)('law: mark-sweep with %o is as safe as without', (options) => {
  const coverage = noCoverage();
  for (let seed = 1; seed <= 6; seed += 1) {
    const settings: HeapSettings = {
      ...defaultSettings,
      heapBytes: seed % 2 === 0 ? 1024 : 2048,
      gogc: seed % 3 === 0 ? 100 : null,
      ...options,
    };
    expect(brokenLaw(generateOperations(seed, { length: 100 }), settings, {}, coverage)).toBeNull();
  }
  expect(coverage.collections).toBeGreaterThan(10);
  expect(coverage.freed).toBeGreaterThan(30);
  if (options.markStackLimit === 1) expect(coverage.overflows).toBeGreaterThan(20);
});

test('a view of a bounded mark stack shows what was pushed, one of pointer reversal none', () => {
  const lines = ['alloc r R 1 3'];
  for (const [field, name] of ['a', 'b', 'c'].entries())
    lines.push(`alloc x ${name} 1 0`, `write r ${field} x`);
  const script = [...lines, 'root x nil', 'gc'].join('\n');
  const longest = (changes: Partial<HeapSettings>): readonly number[] => {
    const { machine } = play(script, { ...small, ...changes });
    const lengths = new Set<number>();
    for (let seq = 1; seq <= machine.timeline.length; seq += 1) {
      machine.timeline.seek(seq);
      const list = worklistOf(machine);
      if (list !== null) lengths.add(list.objects.length);
    }
    return [...lengths].sort();
  };
  expect(longest({})).toEqual([0, 1, 2, 3]);
  expect(longest({ markStackLimit: 2 })).toEqual([0, 1, 2]);
  expect(longest({ pointerReversal: true })).toEqual([]);
});
