import { beforeEach, describe, expect, test } from 'vitest';
import type { Answer, LessonView, StepView, Verdict } from '../../main/contract/course.ts';
import { FakeBridge } from '../bridge/fake-bridge.ts';
import { startingSettings } from '../sandbox/starting-point.ts';
import { LessonWalk } from './walk.svelte.ts';

const step = (id: string, more: Partial<StepView>): StepView => ({
  id,
  kind: 'step',
  title: id,
  text: [],
  scene: 'counting',
  seq: 0,
  revealSeq: null,
  focus: [],
  ask: null,
  answered: false,
  ...more,
});
const number: StepView['ask'] = {
  id: 'q',
  prompt: [],
  form: { kind: 'number', unit: null },
};

const lesson = (steps: StepView[]): LessonView => ({
  id: '06-counting',
  number: 6,
  title: 'Counting',
  about: '',
  minutes: 10,
  objectives: [],
  scenes: [
    {
      name: 'counting',
      run: 'r1',
      source: { kind: 'operations', name: 'counting.ops', text: '' },
      settings: startingSettings,
      length: 100,
    },
  ],
  steps,
  sources: [],
  hasLab: false,
  questionTypes: [],
  progress: {
    seen: 0,
    steps: steps.length,
    at: null,
    labDone: false,
    answered: 0,
    right: 0,
    rightLater: 0,
    finished: false,
  },
});

const verdict = (right: boolean): Verdict => ({
  right,
  correct: { kind: 'number', text: '2' },
  correctText: [],
  explanation: [],
  misconception: null,
  replay: null,
  wrongReplay: null,
});

const steps = [
  step('begin', { seq: 5 }),
  step('guess', { kind: 'predict', seq: 10, revealSeq: 20, ask: number }),
  step('after', { seq: 30 }),
  step('check', { kind: 'check', seq: 40, ask: number }),
  step('last', { kind: 'end', seq: 50 }),
];

describe('a walk through a lesson', () => {
  let reached: string[] = [];
  let graded: Answer[] = [];
  const walkFrom = (from: string | null, view = lesson(steps)): LessonWalk =>
    new LessonWalk(view, from, {
      bridge: new FakeBridge({}),
      speed: () => 60,
      grade: (_step, answer) => {
        graded.push(answer);
        return Promise.resolve(verdict(true));
      },
      reached: (id) => reached.push(id),
    });
  beforeEach(() => {
    reached = [];
    graded = [];
  });

  test('each step puts the stage to its moment and is noted as reached', () => {
    const walk = walkFrom(null);
    expect([walk.step.id, walk.stage?.seq]).toEqual(['begin', 5]);
    walk.next();
    expect([walk.step.id, walk.stage?.seq]).toEqual(['guess', 10]);
    expect(reached).toEqual(['begin', 'guess']);
    walk.dispose();
  });

  test('neither the text nor the stage goes past a prediction that waits for its answer', () => {
    const walk = walkFrom('guess');
    expect(walk.waiting).toBe(true);
    walk.next();
    walk.go(4);
    expect(walk.step.id).toBe('guess');
    walk.stage?.end();
    walk.stage?.step(1);
    expect(walk.stage?.seq).toBe(10);
    walk.dispose();
  });

  test('one cannot look ahead to what a later prediction will reveal, nor jump over it', () => {
    const walk = walkFrom(null);
    walk.stage?.end();
    expect(walk.stage?.seq).toBe(10);
    walk.go(3);
    expect(walk.step.id).toBe('guess');
    walk.dispose();
  });

  test('once it is answered the stage plays on to what happens, and the text goes on', async () => {
    const walk = walkFrom('guess');
    walk.asking?.change({ kind: 'number', text: '2' });
    expect(await walk.asking?.submit()).toBe(true);
    walk.revealed();
    expect(graded).toEqual([{ kind: 'number', text: '2' }]);
    expect([walk.waiting, walk.stage?.playing, walk.stage?.last]).toEqual([false, true, 20]);
    walk.next();
    expect([walk.step.id, walk.stage?.seq, walk.stage?.playing]).toEqual(['after', 30, false]);
    walk.previous();
    expect([walk.step.id, walk.stage?.seq, walk.asking?.verdict?.right]).toEqual([
      'guess',
      20,
      true,
    ]);
    walk.dispose();
  });

  test('a prediction answered on another day does not wait again', () => {
    const walk = walkFrom('guess', lesson(steps.map((one) => ({ ...one, answered: true }))));
    expect([walk.waiting, walk.stage?.seq]).toEqual([false, 20]);
    walk.next();
    expect(walk.step.id).toBe('after');
    walk.dispose();
  });

  test('a check may be passed over', () => {
    const walk = walkFrom('check');
    expect(walk.waiting).toBe(false);
    walk.next();
    expect([walk.step.id, walk.isLast]).toEqual(['last', true]);
    walk.dispose();
  });

  test('another language keeps the step and what was typed', () => {
    const walk = walkFrom('guess');
    walk.asking?.change({ kind: 'number', text: '2' });
    walk.translate(lesson(steps.map((one) => ({ ...one, title: `${one.id} 中文` }))));
    expect([walk.step.title, walk.asking?.value]).toEqual([
      'guess 中文',
      { kind: 'number', text: '2' },
    ]);
    expect(reached).toEqual(['guess']);
    walk.dispose();
  });

  test('an unknown step begins at the beginning', () => {
    const walk = walkFrom('gone');
    expect(walk.step.id).toBe('begin');
    walk.dispose();
  });
});

test('a verdict is told anew in another language, and again for its replay, but is never a second answer', async () => {
  const told: string[] = [];
  const walk = new LessonWalk(lesson(steps), 'guess', {
    bridge: new FakeBridge({}),
    speed: () => 60,
    grade: (id) => {
      told.push(id);
      return Promise.resolve({
        ...verdict(false),
        replay: { run: 'really', from: 0, to: 3 },
        wrongReplay: { run: `w${told.length}`, from: 0, to: 3 },
      });
    },
    reached: () => undefined,
  });
  walk.asking?.change({ kind: 'number', text: '3' });
  await walk.asking?.submit();
  walk.next();
  walk.translate(lesson(steps));
  expect(told).toEqual(['guess']);
  walk.previous();
  await Promise.resolve();
  expect(told).toEqual(['guess', 'guess']);
  await walk.replayVerdict('wrong');
  expect([walk.replay.which, walk.stage?.run]).toEqual(['wrong', 'w3']);
  await walk.replayVerdict('both');
  expect([walk.replay.which, walk.stage?.run, walk.replay.beside?.run]).toEqual([
    'both',
    'really',
    'w4',
  ]);
  await walk.replayVerdict(null);
  expect([walk.replay.which, walk.stage?.run]).toEqual([null, 'r1']);
  expect(walk.replay.beside).toBeNull();
  walk.dispose();
});
