import { expect, test } from 'vitest';
import { register } from '../simulator/layout.ts';
import { againstList } from './bench/block-rows.ts';
import { fieldsEach, graphMachine, graphNames, graphTargets } from './bench/graphs.ts';
import { MapSimulator } from './bench/maps.ts';
import { ratioRow, tableOf } from './bench/row.ts';
import { bench } from './bench.ts';

test('a word that is not known is refused with a sentence', async () => {
  const sentences: string[] = [];
  const streams = { output: () => undefined, message: (text: string) => sentences.push(text) };
  expect(await bench.run(['--fast'], streams)).toBe(2);
  expect(await bench.run(['--output'], streams)).toBe(2);
  expect(sentences).toHaveLength(2);
});

test.each(graphNames)('both sides keep the same objects of the graph %s', (name) => {
  const targets = graphTargets(name, 500);
  const machine = graphMachine(targets, {}, { recording: false });
  machine.collect();
  const live =
    machine.core.register(register.objects) - machine.core.register(register.freedObjects);
  const maps = new MapSimulator(targets, fieldsEach);
  maps.collect();
  expect(maps.fields.size).toBe(live);
  if (name !== 'random') expect(live).toBe(500);
});

test.each(['first-fit', 'best-fit'] as const)(
  'the list that %s is compared with finds the same addresses',
  (allocator) => {
    expect(() => againstList(allocator, 300, 1, 2)).not.toThrow();
  },
);

test('a row tells whether its goal was met', () => {
  const rows = [ratioRow('fast', 3, 10, 40, 'ms'), ratioRow('slow', 3, 10, 20, 'ms')];
  expect(rows.map(({ isMet }) => isMet)).toEqual([true, false]);
  expect(tableOf(rows)).toContain('| slow | ≥ 3× | 2.00× (10.0 against 20.0 ms) | **no** |');
});
