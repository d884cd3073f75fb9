import { checkProgram } from '../../minigo/check/program.ts';
import type { Image } from '../../minigo/compile/image.ts';
import { compileProgram, ProgramRun } from '../../minigo/program.ts';
import { Machine } from '../../simulator/machine.ts';
import { defaultSettings } from '../../simulator/settings.ts';
import { SpareChunks } from '../../simulator/spare-chunks.ts';
import { median, timed } from './clock.ts';
import { ownPart } from './comparand.ts';
import { inTurn } from './graph-rows.ts';
import { longProgram, loopProgram, statementsEach } from './programs.ts';
import { ratioRow, rounded } from './row.ts';
import type { Row } from './row.ts';

/** Iterations of one round of the loop, and statements that they come to. */
const iterations = 100_000;
const loopStatements = iterations * statementsEach;

/** Throws an Error if the program has a mistake. */
function imageOf(text: string): Image {
  const checked = checkProgram(text, 'main.go', { escape: 'go' });
  if (!checked.ok) throw new Error(checked.problems[0]?.message);
  return compileProgram(checked.program);
}

/** Memory of rounds that are over: what they are compared with has its own again, too. */
const spare = new SpareChunks();

/** A recorded run under counting, before its first statement. */
function load(image: Image): { readonly run: ProgramRun; readonly machine: Machine } {
  const machine = new Machine({ ...defaultSettings, collector: 'refcount' }, { spare });
  return { run: new ProgramRun(image, machine), machine };
}

/** Rounds until the inner loop is compiled for good. */
const warmUps = 3;

/** Runs of the loop in a round: one takes so little time that it would begin with what its rival left in the caches, and end with that. */
const runsEach = 10;

/** Statements of a slice, as in the app. */
const slice = 1000;

function runInSlices(run: ProgramRun): void {
  while (run.run(slice).kind === 'paused');
  expectAll(run);
}

function runSingly(run: ProgramRun): void {
  while (run.stepInto().kind === 'paused');
  expectAll(run);
}

function expectAll(run: ProgramRun): void {
  if (run.steps < loopStatements) throw new Error(`The loop ended after ${run.steps} statements.`);
}

/** The loop with its events recorded and its references counted, against a stepper of generators. */
export async function againstStepper(rounds: number): Promise<Row> {
  const image = imageOf(loopProgram(iterations));
  const stepper = await ownPart(['stepper', 'loop', String(iterations)]);
  const { own, other } = await inTurn(
    rounds,
    () => {
      for (let index = 0; index < runsEach; index += 1) {
        const { run, machine } = load(image);
        runInSlices(run);
        machine.retire();
      }
    },
    stepper,
    warmUps,
  );
  const speed = (loopStatements * runsEach) / own / 1000;
  const each = 1e6 / loopStatements;
  const row = ratioRow(
    'a statement of a loop with two heap writes, logged and counted, against a stepper of generators',
    20,
    (own * each) / runsEach,
    other * each,
    'ns each',
  );
  return {
    ...row,
    goal: `${row.goal}, ≥ 10 million a second`,
    result: `${row.result}; ${rounded(speed)} million a second`,
    isMet: row.isMet === true && speed >= 10,
  };
}

/** The same loop one statement at a time, and what its record occupies. */
export function singleSteps(rounds: number): readonly Row[] {
  const image = imageOf(loopProgram(iterations));
  const times = { whole: [] as number[], single: [] as number[] };
  let bytes = 0;
  const timeOf = (perform: (run: ProgramRun) => void): number => {
    const { run, machine } = load(image);
    const time = timed(() => perform(run));
    bytes = machine.timeline.bytes / run.steps;
    machine.retire();
    return time;
  };
  for (let round = -warmUps; round < rounds; round += 1) {
    const whole = timeOf(runInSlices);
    const single = timeOf(runSingly);
    if (round < 0) continue;
    times.whole.push(whole);
    times.single.push(single);
  }
  const whole = median(times.whole);
  const single = median(times.single);
  const each = 1e6 / loopStatements;
  return [
    {
      what: 'the same loop one statement at a time, against running it',
      goal: '≤ 1.5×',
      result: `${rounded(single / whole)}× (${rounded(single * each)} against ${rounded(whole * each)} ns each)`,
      isMet: single / whole <= 1.5,
    },
    {
      what: `record of ${loopStatements} statements of the same loop`,
      goal: '≤ 100 bytes a statement',
      result: `${rounded(bytes)} bytes a statement`,
      isMet: bytes <= 100,
    },
  ];
}

/** Checking and compiling a program as long as those of a course get. */
export function compiling(rounds: number): Row {
  const cold = timed(() => imageOf(longProgram));
  for (let round = 0; round < 100; round += 1) imageOf(longProgram);
  const warm = median(Array.from({ length: rounds * 4 }, () => timed(() => imageOf(longProgram))));
  return {
    what: `check and compile of a program of ${longProgram.split('\n').length - 1} lines`,
    goal: '< 20 ms',
    result: `${rounded(warm)} ms; ${rounded(cold)} ms the first time`,
    isMet: warm < 20,
  };
}
