import { expect, test } from 'vitest';
import { register } from '../simulator/layout.ts';
import { againstList } from './bench/block-rows.ts';
import { fieldsEach, graphMachine, graphNames, graphTargets } from './bench/graphs.ts';
import { MapSimulator } from './bench/maps.ts';
import { loopProgram, statementsEach } from './bench/programs.ts';
import { linesOf, ratioRow, tableOf } from './bench/row.ts';
import { Stepper } from './bench/stepper.ts';
import { runProgram } from '../minigo/testing/programs.ts';
import { eventCode } from '../simulator/recording.ts';
import { bench } from './bench.ts';

test('a word that is not known is refused with a sentence', async () => {
  const sentences: string[] = [];
  const streams = { output: () => undefined, message: (text: string) => sentences.push(text) };
  expect(await bench.run(['--fast'], streams)).toBe(2);
  expect(await bench.run(['--output'], streams)).toBe(2);
  expect(await bench.run(['--only', 'v8,nothing'], streams)).toBe(2);
  expect(sentences).toHaveLength(3);
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

test('the stepper that MiniGo is compared with does the same statements and counted writes', () => {
  const stepper = new Stepper(loopProgram(50));
  const statements = [...stepper.run()].length;
  const { machine, run } = runProgram(loopProgram(50), {
    recording: true,
    settings: { collector: 'refcount' },
  });
  expect(run.errors).toBe(`${stepper.printed[0]}\n`);
  expect(statements).toBe(run.steps);
  expect(statements).toBeGreaterThan(50 * statementsEach);
  const { recording } = machine.core;
  const codes = Array.from({ length: recording.length }, (_, index) => recording.codeOf(index + 1));
  const writes = codes.filter((code) => code === eventCode.write).length;
  expect(writes).toBe(2 * 50);
  expect(stepper.events.filter(({ kind }) => kind === 'write')).toHaveLength(writes);
});

test('a row tells whether its goal was met', () => {
  const rows = [ratioRow('fast', 3, 10, 40, 'ms'), ratioRow('slow', 3, 10, 20, 'ms')];
  expect(rows.map(({ isMet }) => isMet)).toEqual([true, false]);
  expect(tableOf(rows)).toContain('| slow | ≥ 3× | 2.00× (10.0 against 20.0 ms) | **no** |');
});

test('a row measured alone takes the place it had, the others stay', () => {
  const [fast, slow] = [ratioRow('fast', 3, 10, 40, 'ms'), ratioRow('slow', 3, 10, 20, 'ms')];
  const before = `# Speed\n\n${tableOf([slow, fast])}\n`;
  const again = tableOf([ratioRow('slow', 3, 10, 50, 'ms')], linesOf(before));
  expect(again).toBe(tableOf([ratioRow('slow', 3, 10, 50, 'ms'), fast]));
});
