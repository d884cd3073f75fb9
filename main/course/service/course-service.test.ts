import { describe, expect, test } from 'vitest';
import { requests } from '../../contract/contract.ts';
import type { Params, Result } from '../../contract/contract.ts';
import type { Answer, AnswerForm, Language } from '../../contract/course.ts';
import { defaultSettings } from '../../simulator/settings.ts';
import { courseWithCapstone, smallCourse } from '../testing/small-course.ts';
import { ownLessons } from '../testing/own-lessons.ts';
import { TestPorts } from '../testing/ports.ts';
import type { CourseRequestName, CourseService } from './course-service.ts';
import { createCourse } from './course-service.ts';

const day = 24 * 60 * 60 * 1000;
const own = ownLessons();

function started(files: ReadonlyMap<string, string> = own): {
  readonly ports: TestPorts;
  readonly course: CourseService;
} {
  const ports = new TestPorts();
  return { ports, course: createCourse(files, null, ports) };
}

/** Asks as the window does: the result must be what the contract says. */
async function ask<N extends CourseRequestName>(
  course: CourseService,
  name: N,
  params: Params<N>,
): Promise<Result<N>> {
  const handler = course.handlers[name] as (
    given: Params<N>,
  ) => Promise<{ ok: Result<N> } | { fault: unknown }>;
  const reply = await handler(params);
  if (!('ok' in reply)) throw new Error(JSON.stringify(reply.fault));
  return requests[name].result.parse(reply.ok) as Result<N>;
}

/** Some answer of the right form that is hardly ever right. */
function guess(form: AnswerForm): Answer {
  switch (form.kind) {
    case 'choice':
      return { kind: 'choice', option: form.options[0]?.id ?? '' };
    case 'number':
      return { kind: 'number', text: '999' };
    case 'text':
      return { kind: 'text', text: 'zz' };
    case 'counts':
      return { kind: 'counts', counts: form.objects.map((object) => ({ object, text: '999' })) };
    case 'set':
      return { kind: 'set', objects: [] };
    case 'order':
      return { kind: 'order', objects: [] };
    case 'moment':
      return { kind: 'moment', operation: form.operations[0]?.operation ?? 0 };
    case 'edge':
      return { kind: 'edge', edge: form.edges[0]?.id ?? '' };
  }
}

describe.each<[string, Language]>([
  ['counting', 'en'],
  ['counting', 'zh-CN'],
  ['mark-sweep', 'en'],
  ['mark-sweep', 'zh-CN'],
])('lesson %s in %s', (lesson, language) => {
  test('is walked from its first step to its last, every question answered wrong, then right', async () => {
    const { course, ports } = started();
    const view = await ask(course, 'lesson/open', { lesson, language });
    expect(view.steps.length).toBeGreaterThan(15);
    for (const step of view.steps) {
      await ask(course, 'lesson/visit', { lesson, language, step: step.id });
      if (step.ask === null) continue;
      const first = await ask(course, 'lesson/answer', {
        lesson,
        language,
        step: step.id,
        answer: guess(step.ask.form),
      });
      expect(first.explanation.length).toBeGreaterThan(0);
      const second = await ask(course, 'lesson/answer', {
        lesson,
        language,
        step: step.id,
        answer: first.correct,
      });
      expect(second.right).toBe(true);
      if (step.revealSeq !== null)
        expect(second.replay).toEqual({
          run: view.scenes.find(({ name }) => name === step.scene)?.run,
          from: step.seq,
          to: step.revealSeq,
        });
    }
    const asked = view.steps.filter((step) => step.ask !== null).length;
    const after = await ask(course, 'lesson/open', { lesson, language });
    expect(after.progress).toMatchObject({
      seen: view.steps.length,
      answered: asked,
      finished: true,
    });
    expect(after.steps.every((step) => step.answered === (step.ask !== null))).toBe(true);
    expect(after.scenes.map(({ run }) => run)).toEqual(view.scenes.map(({ run }) => run));
    course.close();
    expect(ports.open.size).toBe(0);
  });

  test('its lab is not done at the start and is done by the solution', async () => {
    const { course } = started();
    const lab = await ask(course, 'lab/open', { lesson, language });
    expect(lab.done).toBe(false);
    const start = await ask(course, 'lab/check', {
      lesson,
      language,
      source: lab.source,
      settings: lab.settings,
    });
    expect(start.done).toBe(false);
    const folder = lesson === 'counting' ? '06-counting' : '10-mark-sweep';
    const solution = { ...lab.source, text: own.get(`${folder}/solution.ops`) ?? '' };
    const solved = await ask(course, 'lab/check', {
      lesson,
      language,
      source: solution,
      settings: lab.settings,
    });
    expect(solved.checks.filter(({ met }) => !met)).toEqual([]);
    expect(solved.done).toBe(true);
    expect(solved.checks.map(({ id }) => id)).toEqual(lab.checks.map(({ id }) => id));
    expect((await ask(course, 'lab/open', { lesson, language })).done).toBe(true);
  });

  test('its quiz asks each type, answers each answer, and shows nothing of what comes after', async () => {
    const { course, ports } = started();
    const { quiz, count, seed } = await ask(course, 'quiz/open', {
      lesson,
      language,
      level: null,
      seed: null,
      count: 12,
    });
    expect(seed).toBe(7);
    const types = new Set<string>();
    for (let index = 0; index < count; index++) {
      const question = await ask(course, 'quiz/question', { quiz, index, language });
      types.add(question.type);
      const shown = ports.open.get(question.scene?.run ?? '');
      expect(shown).toBeDefined();
      if (!['next-popped'].includes(question.type) && shown !== undefined)
        expect(question.scene?.seq).toBeLessThanOrEqual(shown.recording.length);
      const wrong = await ask(course, 'quiz/answer', {
        quiz,
        index,
        language,
        answer: guess(question.form),
      });
      const right = await ask(course, 'quiz/answer', {
        quiz,
        index,
        language,
        answer: wrong.correct,
      });
      expect(right.right).toBe(true);
      expect(right.explanation.length).toBeGreaterThan(0);
      if (right.replay !== null) expect(ports.open.has(right.replay.run)).toBe(true);
    }
    const view = await ask(course, 'lesson/open', { lesson, language });
    expect([...types].sort()).toEqual(view.questionTypes.map(({ type }) => type).sort());
    course.close();
    expect(ports.open.size).toBe(0);
  });
});

test('the same seed opens the same quiz', async () => {
  const texts = async (): Promise<string> => {
    const { course } = started();
    const { quiz } = await ask(course, 'quiz/open', {
      lesson: 'mark-sweep',
      language: 'en',
      level: 2,
      seed: 42,
      count: 5,
    });
    const questions = await Promise.all(
      [0, 1, 2, 3, 4].map((index) => ask(course, 'quiz/question', { quiz, index, language: 'en' })),
    );
    return JSON.stringify(questions.map(({ prompt, form, type }) => ({ prompt, form, type })));
  };
  expect(await texts()).toBe(await texts());
});

test('a wrong answer that a wrong collector gives is named, refuted and replayed', async () => {
  const { course, ports } = started();
  const answer: Answer = { kind: 'counts', counts: [{ object: 1, text: '１' }] };
  const verdict = await ask(course, 'lesson/answer', {
    lesson: 'counting',
    language: 'en',
    step: 'second-name',
    answer,
  });
  expect(verdict.right).toBe(false);
  expect(verdict.misconception?.id).toBe('M1');
  expect(verdict.misconception?.refutation).not.toEqual([]);
  expect(verdict.wrongReplay).not.toBeNull();
  expect(ports.open.has(verdict.wrongReplay?.run ?? '')).toBe(true);
});

test('only the first answer of a step is remembered, and only the first day counts as the first', async () => {
  const { course, ports } = started();
  const right: Answer = { kind: 'number', text: ' 01 。' };
  const step = { lesson: 'counting', language: 'zh-CN', step: 'first-count' } as const;
  await ask(course, 'lesson/answer', { ...step, answer: { kind: 'number', text: '2' } });
  await ask(course, 'lesson/answer', { ...step, answer: right });
  expect(course.progress.answers).toHaveLength(1);
  expect(course.progress.answers[0]).toMatchObject({
    right: false,
    misconception: 'M3',
    concept: 'reference-count',
  });
  expect(ports.saved.at(-1)).toBe(course.progress);
  ports.hour += 3 * day;
  const outline = await ask(course, 'course/outline', { language: 'en' });
  expect(outline.reviewsDue).toBe(1);
  const { quiz } = await ask(course, 'quiz/open', {
    lesson: null,
    language: 'en',
    level: 1,
    seed: 3,
    count: 2,
  });
  const question = await ask(course, 'quiz/question', { quiz, index: 0, language: 'en' });
  expect(question.concept).toBe('reference-count');
  const wrong = await ask(course, 'quiz/answer', {
    quiz,
    index: 1,
    language: 'en',
    answer: { kind: 'counts', counts: [] },
  });
  await ask(course, 'quiz/answer', { quiz, index: 0, language: 'en', answer: wrong.correct });
  await ask(course, 'progress/reset', {});
  expect(course.progress.answers).toEqual([]);
});

test('progress that was stored is taken up again', async () => {
  const { course, ports } = started();
  await ask(course, 'lesson/visit', { lesson: 'mark-sweep', language: 'en', step: 'pop' });
  const stored = ports.saved.at(-1) ?? null;
  const again = createCourse(own, stored, new TestPorts());
  const outline = await ask(again, 'course/outline', { language: 'zh-CN' });
  expect(outline.continueAt).toEqual({ lesson: 'mark-sweep', step: 'pop' });
  const numbers = new Map(outline.lessons.map(({ id, number }) => [id, number]));
  expect([numbers.get('counting'), numbers.get('mark-sweep')]).toEqual([6, 10]);
});

test('what isn’t there is answered with a fault', async () => {
  const { course } = started();
  const faults = await Promise.all([
    course.handlers['lesson/open']({ lesson: 'nowhere', language: 'en' }),
    course.handlers['lesson/visit']({ lesson: 'counting', language: 'en', step: 'nowhere' }),
    course.handlers['quiz/question']({ quiz: 'quiz-9', index: 0, language: 'en' }),
    course.handlers['quiz/open']({
      lesson: null,
      language: 'en',
      level: null,
      seed: null,
      count: 3,
    }),
  ]);
  expect(faults.map((reply) => ('fault' in reply ? reply.fault.code : 'ok'))).toEqual([
    'unknown-lesson',
    'unknown-step',
    'unknown-quiz',
    'nothing-to-review',
  ]);
});

test('a broken lesson answers with a fault and the others go on', async () => {
  const files = new Map([
    ...smallCourse(),
    [
      'course.yaml',
      (smallCourse().get('course.yaml') ?? '').replace('[01-first]', '[01-first, 02-broken]'),
    ],
  ]);
  for (const [file, text] of smallCourse())
    if (file.startsWith('01-first/'))
      files.set(file.replace('01-first', '02-broken'), text.replace('id: first', 'id: broken'));
  files.set('02-broken/main.ops', 'this is no script\n');
  const { course } = started(files);
  const broken = await course.handlers['lesson/open']({ lesson: 'broken', language: 'en' });
  expect(broken).toMatchObject({ fault: { code: 'lesson-damaged', detail: { lesson: 'broken' } } });
  expect(
    (await ask(course, 'lesson/open', { lesson: 'first', language: 'en' })).steps,
  ).toHaveLength(3);
});

test('a lab with a mistake in its script says where, and opens no run', async () => {
  const { course } = started();
  const result = await ask(course, 'lab/check', {
    lesson: 'counting',
    language: 'en',
    source: { kind: 'operations', name: 'lab.ops', text: 'alloc a\n' },
    settings: defaultSettings,
  });
  expect(result).toMatchObject({ run: null, done: false, problems: [{ line: 1 }] });
});

test('hostile lesson text reaches the window as harmless text', async () => {
  const files = smallCourse([
    '01-first/en.md',
    'Reach the goal.',
    '<img src=x onerror=alert(0)> [Go](javascript:alert) ![x](https://example.org/x.png) [up](../../etc/passwd)',
  ]);
  const { course } = started(files);
  const view = await ask(course, 'lesson/open', { lesson: 'first', language: 'en' });
  const text = JSON.stringify(view.steps.find(({ id }) => id === 'lab')?.text);
  expect(text).not.toContain('"kind":"link"');
  expect(text).not.toContain('example.org');
  expect(text).toContain('<img src=x onerror=alert(0)>');
  expect(course.mistakes.length).toBe(4);
});

test('the glossary stands in both languages', async () => {
  const { course } = started();
  const list = await ask(course, 'glossary/list', { language: 'zh-CN' });
  expect(list.find(({ id }) => id === 'mark-stack')).toMatchObject({
    term: '标记栈',
    other: 'mark stack',
    lesson: 'mark-sweep',
  });
  expect(list.length).toBeGreaterThan(45);
});

test('a claim is judged, then decided by an experiment, and stays so', async () => {
  const { course, ports } = started(courseWithCapstone());
  const language = 'en';
  const claim = 'copies-count';
  const before = await ask(course, 'claim/open', { claim, language });
  expect(before).toMatchObject({ state: { judged: null, decided: null }, decision: null });
  const { source, settings } = before.experiment;
  await ask(course, 'claim/judge', { claim, language, verdict: 'right' });

  const failed = await ask(course, 'claim/prove', { claim, language, source, settings });
  expect(failed).toMatchObject({ result: { done: false }, decision: null });
  const solved = await ask(course, 'claim/prove', {
    claim,
    language,
    source: { ...source, text: 'alloc a A 8 0\nroot b a\n' },
    settings,
  });
  expect(solved).toMatchObject({ result: { done: true }, decision: { verdict: 'wrong' } });

  await ask(course, 'claim/judge', { claim, language, verdict: 'wrong' });
  const outline = await ask(course, 'capstone/open', { language });
  expect(outline?.claims).toEqual([
    { id: claim, title: 'Second names', judged: 'right', decided: 'wrong' },
  ]);
  expect(ports.saved.at(-1)?.claims[claim]?.provedAt).not.toBeNull();
});

test('a course without a capstone has none, and no claims', async () => {
  const { course } = started(smallCourse());
  expect(await ask(course, 'capstone/open', { language: 'en' })).toBeNull();
  expect(await course.handlers['claim/open']({ claim: 'any', language: 'en' })).toEqual({
    fault: { code: 'unknown-claim', detail: { claim: 'any' } },
  });
});
