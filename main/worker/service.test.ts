import { afterEach, describe, expect, test } from 'vitest';
import type { RunRecord, SessionDocument } from '../contract/document.ts';
import type { Params, RequestName } from '../contract/contract.ts';
import type { RunState } from '../contract/run.ts';
import type { CoursePorts } from '../course/ports.ts';
import { noProgress, type ProgressDocument } from '../course/progress/document.ts';
import { fold } from '../session/fold.ts';
import { emptySession } from '../session/testing/sessions.ts';
import { defaultSettings } from '../simulator/settings.ts';
import type { HostedAnswer, HostedRequestName, StartParams } from './calls.ts';
import type { HostedCourse, MakeCourse } from './course-seam.ts';
import { memoryPortPair, type Port } from './port.ts';
import { answerCalls, Caller, type Unasked } from './rpc.ts';
import { makeService } from './service.ts';
import { StopBoard } from './stop-board.ts';

const settings = { ...defaultSettings, heapBytes: 1024, collector: 'refcount' } as const;
const script = (text: string) => ({
  source: { kind: 'operations', name: 'test', text } as const,
  settings,
  program: null,
});

const ports: Port[] = [];
afterEach(() => {
  for (const port of ports.splice(0)) port.dispose();
});

/** A course that is asked in no test but those that make their own. */
const noCourse: MakeCourse = () => hosted({});

function hosted(handlers: object): HostedCourse {
  return {
    handlers: handlers as HostedCourse['handlers'],
    worksheet: async () => ({ fault: { code: 'unknown-lesson', detail: {} } }),
    close: () => undefined,
  };
}

async function service(makeCourse: MakeCourse = noCourse, start: Partial<StartParams> = {}) {
  const [here, there] = memoryPortPair();
  ports.push(here, there);
  const said: Unasked[] = [];
  const board = new StopBoard();
  let clock = 0;
  let onBreath: () => void = () => undefined;
  answerCalls(
    there,
    makeService({
      board,
      say: (message) => there.post(message),
      // Every look at the clock takes a millisecond, so that slices end after a few turns.
      now: () => (clock += 1),
      today: () => Date.UTC(2026, 0, 2),
      breathe: async () => {
        onBreath();
        await new Promise((settle) => setImmediate(settle));
      },
      makeCourse,
      checkLessons: () => ({ title: { en: '', 'zh-CN': '' }, lessons: 0, mistakes: [] }),
    }),
  );
  const caller = new Caller(here, (message) => void said.push(message));
  await caller.ready;
  await caller.call('start', { lessons: new Map(), progress: null, seed: 5, runs: [], ...start });
  const request = <N extends HostedRequestName & RequestName>(
    name: N,
    params: Params<N>,
  ): Promise<HostedAnswer> =>
    caller.call('request', { name, params, at: '2026-01-02T00:00:00.000Z' });
  return {
    caller,
    said,
    board,
    request,
    onBreath: (listener: () => void) => (onBreath = listener),
    ok: async <N extends HostedRequestName & RequestName>(
      name: N,
      params: Params<N>,
    ): Promise<unknown> => {
      const { reply } = await request(name, params);
      if ('fault' in reply) throw new Error(JSON.stringify(reply.fault));
      return reply.ok;
    },
  };
}

describe('runs', () => {
  test('are opened, changed and closed, and each change is an entry of the session', async () => {
    const { request } = await service();
    const answers = [
      await request('run/open', script('alloc a Node 16 1\n')),
      await request('run/perform', { run: 'r1', text: 'root b a\n' }),
      await request('run/undo', { run: 'r1' }),
      await request('run/frame', { run: 'r1', seq: 1, request: { blockLimit: 10, cells: null } }),
      await request('run/close', { run: 'r1' }),
    ];
    expect(answers.map((answer) => answer.entries.map((entry) => entry.kind))).toEqual([
      ['run-opened'],
      ['run-changed'],
      ['run-changed'],
      [],
      ['run-closed'],
    ]);
    const session = answers.flatMap((answer) => answer.entries).reduce(fold, emptySession);
    expect(session.runs).toMatchObject([
      { id: 'r1', script: null, closed: true, outcome: { operations: 1 } },
    ]);
  });

  test('a new thread opens them again from the session when they are first asked for, as they were', async () => {
    const first = await service();
    const entries = [
      ...(await first.request('run/open', script('alloc a Node 16 1\nalloc b Node 16 1\n')))
        .entries,
      ...(await first.request('run/perform', { run: 'r1', text: 'write a 0 b\nroot b nil\n' }))
        .entries,
    ];
    const state = (await first.ok('run/get', { run: 'r1' })) as { state: RunState };
    const frame = await first.ok('run/frame', {
      run: 'r1',
      seq: 5,
      request: { blockLimit: 50, cells: null },
    });
    const { runs }: SessionDocument = entries.reduce(fold, emptySession);

    const second = await service(noCourse, { runs });
    expect(await second.ok('run/get', { run: 'r1' })).toEqual(state);
    expect(
      await second.ok('run/frame', { run: 'r1', seq: 5, request: { blockLimit: 50, cells: null } }),
    ).toEqual(frame);
    // The next run has a name of its own.
    expect(await second.ok('run/open', script(''))).toMatchObject({ run: 'r2' });
  });

  test('that nobody knows, or a position outside, are faults', async () => {
    const { request } = await service();
    expect(
      (await request('run/frame', { run: 'r9', seq: 0, request: { blockLimit: 1, cells: null } }))
        .reply,
    ).toEqual({ fault: { code: 'unknown-run', detail: { run: 'r9' } } });
    await request('run/open', script('gc\n'));
    expect(
      (await request('run/frame', { run: 'r1', seq: 99, request: { blockLimit: 1, cells: null } }))
        .reply,
    ).toMatchObject({ fault: { code: 'out-of-range' } });
    expect((await request('run/events', { run: 'r1', from: 5, to: 9 })).reply).toEqual({ ok: [] });
  });

  test('another session closes them all', async () => {
    const { caller, request } = await service();
    await request('run/open', script(''));
    await caller.call('adopt', { seed: 2, runs: [] });
    expect((await request('run/get', { run: 'r1' })).reply).toMatchObject({
      fault: { code: 'unknown-run' },
    });
    expect((await request('run/open', script(''))).reply).toMatchObject({ ok: { run: 'r1' } });
  });
});

describe('long work', () => {
  const lines = `${'root b a\nroot b nil\n'.repeat(5_000)}`;

  test('is stopped at its next slice, keeps what it did, and says how far it is', async () => {
    const { request, ok, board, onBreath, said } = await service();
    await ok('run/open', script('alloc a Node 16 1\n'));
    let breaths = 0;
    onBreath(() => {
      breaths += 1;
      if (breaths === 100) board.raise('r1');
    });
    const { reply, entries } = await request('run/perform', { run: 'r1', text: lines });
    const state = ('ok' in reply ? reply.ok : null) as RunState;
    expect(state.status).toBe('stopped');
    expect(state.operations).toBeGreaterThan(100);
    expect(state.operations).toBeLessThan(2_000);
    expect(entries).toMatchObject([
      { kind: 'run-changed', outcome: { status: 'stopped', operations: state.operations } },
    ]);
    const told = said
      .filter((message) => message.name === 'run/advanced')
      .map((message) => message.payload);
    expect(told.length).toBeGreaterThan(1);
    expect(told.at(-1)).toEqual(state);
    expect(told[0]).toMatchObject({ status: 'running' });
    // The flag is down again: the run can go on.
    expect(await ok('run/perform', { run: 'r1', text: 'gc\n' })).toMatchObject({
      status: 'ready',
      operations: state.operations + 1,
    });
  });

  test('lets the run be looked at meanwhile, but not changed', async () => {
    const { request, ok } = await service();
    await ok('run/open', script('alloc a Node 16 1\n'));
    const working = request('run/perform', { run: 'r1', text: lines });
    const seen = (await ok('run/get', { run: 'r1' })) as { state: RunState };
    expect(seen.state.operations).toBeLessThan(10_001);
    const frame = await ok('run/frame', {
      run: 'r1',
      seq: 1,
      request: { blockLimit: 50, cells: null },
    });
    expect((await request('run/undo', { run: 'r1' })).reply).toEqual({
      fault: { code: 'run-busy', detail: { run: 'r1' } },
    });
    expect((await working).reply).toMatchObject({ ok: { operations: 10_001, status: 'ready' } });
    expect(
      await ok('run/frame', { run: 'r1', seq: 1, request: { blockLimit: 50, cells: null } }),
    ).toEqual({
      ...(frame as object),
      length: expect.any(Number) as unknown,
      metrics: expect.anything() as unknown,
    });
  });
});

test('a replay agrees with what was recorded, and says where it does not', async () => {
  const { caller, request } = await service();
  const { entries } = await request('run/open', script('alloc a Node 16 1\nroot a nil\n'));
  const [opened] = entries;
  const record = (opened?.kind === 'run-opened' ? opened.run : null) as RunRecord;
  expect(await caller.call('replay', { run: record })).toMatchObject({ run: 'r1', agrees: true });
  const other = { ...record, outcome: { ...record.outcome, hash: 'ffffffffffffffff' } };
  expect(await caller.call('replay', { run: other })).toMatchObject({
    agrees: false,
    expected: { hash: 'ffffffffffffffff' },
    found: record.outcome,
  });
});

describe('the course', () => {
  const answered: ProgressDocument = {
    ...noProgress,
    answers: [
      {
        at: 1,
        concept: 'counting',
        lesson: '06',
        question: { kind: 'step', step: 'drop' },
        right: false,
        misconception: 'M2',
      },
    ],
  };
  const visit = { lesson: '06', step: 'drop', language: 'en' } as const;

  /** A course that does one thing and shows what it was given. */
  function course(given: CoursePorts[]): MakeCourse {
    return (_files, _progress, coursePorts) => {
      given.push(coursePorts);
      const handlers: Partial<HostedCourse['handlers']> = {
        'lesson/visit': async () => ({
          ok: {
            seen: 1,
            steps: 2,
            at: null,
            labDone: false,
            answered: 0,
            right: 0,
            rightLater: 0,
            finished: false,
          },
        }),
        'lesson/answer': async () => {
          coursePorts.progressChanged(answered);
          return { fault: { code: 'x', detail: {} } };
        },
        'quiz/answer': async () => {
          coursePorts.progressChanged(answered);
          return { ok: { right: false } } as never;
        },
      };
      return hosted(handlers);
    };
  }

  test('what was visited and answered becomes part of the session, and progress is handed over to be written', async () => {
    const { request } = await service(course([]));
    expect(await request('lesson/visit', visit)).toMatchObject({
      entries: [{ kind: 'visited', lesson: '06', step: 'drop' }],
      progress: null,
    });
    const answer = { kind: 'number', text: '3' } as const;
    expect(
      await request('quiz/answer', { quiz: 'q', index: 0, language: 'en', answer }),
    ).toMatchObject({
      progress: answered,
      entries: [
        {
          kind: 'answered',
          answer: {
            at: '2026-01-02T00:00:00.000Z',
            lesson: '06',
            concept: 'counting',
            answer,
            right: false,
            misconception: 'M2',
          },
        },
      ],
    });
  });

  test('a fault writes nothing into the session', async () => {
    const { request } = await service(course([]));
    const given = await request('lesson/answer', {
      ...visit,
      answer: { kind: 'number', text: '3' },
    });
    expect(given.entries).toEqual([]);
    expect(given.reply).toEqual({ fault: { code: 'x', detail: {} } });
  });

  test('opens runs that can be looked at like any other and are no part of the session', async () => {
    const given: CoursePorts[] = [];
    const { request, ok } = await service(course(given));
    const registry = given[0]?.runs;
    const opened = await registry?.open(
      { kind: 'operations', name: 'scene', text: 'alloc a Node 16 1\nroot b a\n' },
      settings,
      null,
    );
    expect(opened).toMatchObject({
      ok: { run: 's1', recording: { operations: 2, status: 'ready' } },
    });
    if (opened === undefined || !('ok' in opened)) throw new Error('it was not opened');
    expect(opened.ok.recording.event(opened.ok.recording.length)).toMatchObject({
      event: 'root',
      slot: 'b',
    });
    expect(opened.ok.recording.frame(2).objects).toMatchObject([{ id: 1 }]);
    expect(await ok('run/get', { run: 's1' })).toMatchObject({ state: { run: 's1' } });
    expect(registry?.has('s1')).toBe(true);
    // Changed by the learner it is no longer what the lesson speaks of.
    expect((await request('run/perform', { run: 's1', text: 'gc\n' })).entries).toEqual([]);
    expect(registry?.has('s1')).toBe(false);
    registry?.close('s1');
    expect((await request('run/get', { run: 's1' })).reply).toMatchObject({
      fault: { code: 'unknown-run' },
    });
    expect(
      await registry?.open({ kind: 'operations', name: 'x', text: 'fly' }, settings, null),
    ).toMatchObject({ problems: [{ line: 1, code: 'unknown-word' }] });
  });

  test('seeds differ from one quiz to the next, and are whole numbers of 32 bits', async () => {
    const given: CoursePorts[] = [];
    await service(course(given));
    const seeds = Array.from({ length: 100 }, () => given[0]?.freshSeed() ?? -1);
    expect(new Set(seeds).size).toBe(100);
    expect(seeds.every((seed) => Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32)).toBe(true);
  });
});
