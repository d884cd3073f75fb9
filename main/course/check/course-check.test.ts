import { describe, expect, test } from 'vitest';
import type { CourseFiles } from '../format/course.ts';
import { mistakeText } from '../format/mistake.ts';
import type { PerformSource } from '../lab/grade.ts';
import { performOperations, performSource } from '../scene-runner.ts';
import { courseWithCapstone, smallCourse } from '../testing/small-course.ts';
import { checkCourse } from './course-check.ts';

const check = (files: CourseFiles, perform: PerformSource = performSource): readonly string[] =>
  checkCourse(files, { performSource: perform, perform: performOperations, questions: 3 }).map(
    mistakeText,
  );

const lesson = '01-first/lesson.yaml';
const english = '01-first/en.md';
const chinese = '01-first/zh-CN.md';
const lab = '01-first/lab.yaml';

/** What is planted, and where it must be seen: the beginning of the mistake, `file:line: …`. */
const planted: readonly (readonly [string, CourseFiles, string])[] = [
  [
    'a number that isn’t true of the scene',
    smallCourse([lesson, 'count(A) == 2', 'count(A) == 7']),
    `${lesson}:10: 'count(A) == 7' isn't true of the scene: the sides are 2 and 7`,
  ],
  [
    'a number typed into the text',
    smallCourse([english, 'It is {{count(A)}}', 'It is 2']),
    `${english}:22: 'It is 2, held by' holds a typed number`,
  ],
  [
    'a full-width number typed into the text',
    smallCourse([chinese, '是 {{count(A)}}', '是２']),
    `${chinese}:20: '是２，指着它的有' holds a typed number`,
  ],
  [
    'a number typed into an expression',
    smallCourse([english, '{{count(A)}}', '{{1 + 1}}']),
    `${english}:22: {{1 + 1}} computes nothing from the scene`,
  ],
  [
    'a number typed into a formula',
    smallCourse([english, 'It is {{count(A)}}', 'It is $7 + x$']),
    `${english}:22: the formula holds a typed number`,
  ],
  [
    'an expression that can’t be read',
    smallCourse([english, '{{count(A)}}', '{{count(A}}']),
    `${english}:22: {{count(A}}: a ')' is missing`,
  ],
  [
    'an expression that means nothing here',
    smallCourse([english, '{{count(A)}}', '{{count(Z)}}']),
    `${english}:22: no object of type 'Z' is ever made in this scene`,
  ],
  [
    'an expression about a freed object',
    smallCourse([english, '{{count(A)}}', '{{count(A) at end}}']),
    `${english}:22: A isn't in the heap at this moment`,
  ],
  [
    'a goal that the solution doesn’t meet',
    smallCourse(
      [lab, 'count(A) == 2', 'count(A) == 3'],
      [lab, 'is 2', 'is 3'],
      [lab, '是 2', '是 3'],
    ),
    `${lab}:8: the solution doesn't meet 'two': found 2`,
  ],
  [
    'a solution under settings that the learner may not change',
    smallCourse([lab, 'limits:', 'solved: { heapBytes: 104 }\nlimits:']),
    `${lab}:6: the solution sets 'heapBytes', which the learner may not`,
  ],
  [
    'a solution that needs other settings than it says',
    smallCourse([lab, 'limits:', 'open: [collector]\nsolved: { collector: none }\nlimits:']),
    `${lab}:10: the solution doesn't meet 'two': found –`,
  ],
  [
    'a goal that is met at the start',
    smallCourse(['01-first/lab.ops', 'alloc a A 8 0\nroot b a\n']),
    `${lab}:1: the goal is met at the start`,
  ],
  [
    'a solution with too many operations',
    smallCourse([lab, 'operations: 3', 'operations: 1']),
    `${lab}:1: the solution doesn't meet 'limit-operations': found 2`,
  ],
  [
    'a goal whose text says another number',
    smallCourse([lab, 'is 2', 'is 3']),
    `${lab}:8: the text says 3, but the check doesn't`,
  ],
  [
    'a step that is missing in one language',
    smallCourse([chinese, '## 实验 {#lab}\n\n达成目标。\n', '']),
    `${english}:24: the step 'lab' is missing in zh-CN.md`,
  ],
  [
    'a step at another place in one language',
    smallCourse(
      [chinese, '{#start}', '{#x}'],
      [chinese, '{#two}', '{#start}'],
      [chinese, '{#x}', '{#two}'],
    ),
    `${chinese}:8: the step 'two' stands at another place`,
  ],
  [
    'an explanation in one language only',
    smallCourse([chinese, '是 {{count(A)}}，指着它的有 {{slots(A)}}。', '']),
    `${chinese}:12: the explanation of 'two' stands in one language only`,
  ],
  [
    'a text that isn’t translated',
    smallCourse([chinese, '达成目标。', 'Reach the goal, my friend.']),
    `${chinese}:22: 'Reach the goal, my friend.' isn't translated`,
  ],
  [
    'a title that is missing in one language',
    smallCourse(['course.yaml', '{ en: Counts, zh-CN: 计数 }', '{ en: Counts }']),
    'course.yaml:4: concepts.0.title.zh-CN is missing',
  ],
  [
    'other options in one language',
    smallCourse([chinese, '{M3}', '{M2}']),
    `${chinese}:12: the options of 'two' have other conditions`,
  ],
  [
    'another moment in one language',
    smallCourse([chinese, '{#two}', '{#two at=operation:2}']),
    `${chinese}:12: at=operation:2, but en.md has at=operation:1`,
  ],
  [
    'a link to no source',
    smallCourse([english, '(source:book), page', '(source:books), page']),
    `${english}:11: lesson.yaml lists no source 'books'`,
  ],
  [
    'a link to no lesson',
    smallCourse([english, '[the book](source:book)', '[the book](lesson:second)']),
    `${english}:11: there is no lesson 'second'`,
  ],
  [
    'a link to no term',
    smallCourse([english, 'term:slot', 'term:slots']),
    `${english}:11: the glossary has no term 'slots'`,
  ],
  [
    'a source that is cited in one language only',
    smallCourse([chinese, '见[那本书](source:book)第[12](source:book)页。', '']),
    `${lesson}:12: the source 'book' is cited in English only`,
  ],
  [
    'a source without https',
    smallCourse([lesson, 'https://', 'http://']),
    `${lesson}:12: sources.0.href: a source is linked by https`,
  ],
  [
    'a moment that the scene never comes to',
    smallCourse([english, 'reveal=operation:2', 'reveal=operation:9']),
    `${english}:13: the scene has 4 operations, so operation 9 is never reached`,
  ],
  [
    'a moment of an event that never happens',
    smallCourse([english, 'reveal=operation:2', 'reveal=event:grey']),
    `${english}:13: the scene has no event 'grey'`,
  ],
  [
    'a moment that is none',
    smallCourse([english, 'reveal=operation:2', 'reveal=tuesday']),
    `${english}:13: 'tuesday' is no moment`,
  ],
  [
    'a prediction that reveals nothing',
    smallCourse([english, ' reveal=operation:2', '']),
    `${english}:13: a prediction needs a reveal=`,
  ],
  [
    'a line that is never reached',
    smallCourse([english, 'at=start}', 'at=line:40}']),
    `${english}:8: line 40 of the scene's source is never reached`,
  ],
  [
    'an unknown question type',
    smallCourse(['01-first/quiz.yaml', 'count-after', 'count-sheep']),
    "01-first/quiz.yaml:2: there is no question type 'count-sheep'",
  ],
  [
    'a question type about another lesson',
    smallCourse(['01-first/quiz.yaml', 'count-after', 'marked-set']),
    "01-first/quiz.yaml:2: 'marked-set' asks about 'reachability'",
  ],
  [
    'two steps with one id',
    smallCourse([english, '{#two}', '{#start}'], [chinese, '{#two}', '{#start}']),
    `${english}:13: two steps have the id 'start'`,
  ],
  ['two lessons with one id', withSecond(), '02-second/lesson.yaml:1: 01-first has the same id'],
  [
    'a concept that is needed before it is taught',
    withSecond(
      [lesson, 'needs: []', 'needs: [later]'],
      ['02-second/lesson.yaml', 'id: first', 'id: second'],
    ),
    `${lesson}:4: 'later' is needed here, but taught only later, by 02-second`,
  ],
  [
    'needs that go in a circle',
    withSecond(
      [lesson, 'needs: []', 'needs: [later]'],
      ['02-second/lesson.yaml', 'id: first', 'id: second'],
      ['02-second/lesson.yaml', 'needs: []', 'needs: [reference-count]'],
    ),
    `${lesson}:4: the needs go in a circle`,
  ],
  [
    'a term whose lesson is not there',
    smallCourse(['glossary.yaml', 'lesson: first', 'lesson: second']),
    "glossary.yaml:2: the term 'slot' names a lesson 'second'",
  ],
  [
    'a short text that is not translated',
    smallCourse(['01-first/lab.yaml', 'zh-CN: 计数是 2', 'zh-CN: Count is 2']),
    "01-first/lab.yaml:8: 'Count is 2' isn't translated",
  ],
  [
    'a concept that nobody teaches',
    smallCourse([lesson, 'needs: []', 'needs: [magic]']),
    `${lesson}:4: no lesson teaches 'magic'`,
  ],
  [
    'a scene whose script is wrong',
    smallCourse(['01-first/main.ops', 'root b a', 'rot b a']),
    '01-first/main.ops:2: "rot" is no operation',
  ],
  [
    'a scene that runs out of memory',
    smallCourse(
      [lesson, 'heapBytes: 96', 'heapBytes: 16'],
      ['01-first/main.ops', 'root b a', 'alloc b A 8 0'],
    ),
    `${lesson}:6: the scene ends as 'out-of-memory'`,
  ],
  [
    'a scene that is missing',
    smallCourse(['01-first/main.ops', null]),
    `${lesson}:7: 01-first/main.ops is missing`,
  ],
  [
    'a scene outside the folder',
    smallCourse([lesson, 'source: main.ops', 'source: ../main.ops']),
    `${lesson}:7: scenes.0.source: a scene or lab is a .ops or .go file in the same folder`,
  ],
  [
    'a key that nobody knows',
    smallCourse([lesson, 'minutes: 5', 'minutes: 5\nscript: run.js']),
    `${lesson}:3: the key 'script' is unknown here`,
  ],
  [
    'YAML that is none',
    smallCourse([lesson, 'minutes: 5', 'minutes: [5']),
    `${lesson}:3: this isn't YAML`,
  ],
  [
    'an image',
    smallCourse([english, 'Reach the goal.', '![x](https://example.org/x.png)']),
    `${english}:27: a lesson shows no images`,
  ],
  [
    'HTML',
    smallCourse([english, 'Reach the goal.', '<script>alert(0)</script>']),
    `${english}:27: HTML is shown as the text it is`,
  ],
  [
    'a javascript: link',
    smallCourse([english, 'Reach the goal.', '[Go](javascript:alert)']),
    `${english}:27: a link may lead to source:ID, term:ID or lesson:ID, not to 'javascript:alert'`,
  ],
  [
    'a remote link',
    smallCourse([english, 'Reach the goal.', '[Go](https://example.org)']),
    `${english}:27: a link may lead to source:ID`,
  ],
  [
    'a path out of the folder',
    smallCourse([english, 'Reach the goal.', '[Go](../../etc/passwd)']),
    `${english}:27: a link may lead to source:ID`,
  ],
  [
    'a wrong answer that is right',
    smallCourse([english, 'count(A) + 1', 'count(A)'], [chinese, 'count(A) + 1', 'count(A)']),
    `${english}:18: the wrong answer that is foreseen here is right`,
  ],
  [
    'a misconception that nobody holds',
    smallCourse([english, '{M3}', '{M99}'], [chinese, '{M3}', '{M99}']),
    `${english}:18: there is no wrong collector M99`,
  ],
  [
    'a question without an explanation',
    smallCourse(
      [english, '---\n\nIt is {{count(A)}}, held by {{slots(A)}}.', ''],
      [chinese, '---\n\n是 {{count(A)}}，指着它的有 {{slots(A)}}。', ''],
    ),
    `${english}:13: every answer is explained`,
  ],
  [
    'an unknown kind of step',
    smallCourse([english, 'kind=lab', 'kind=dance']),
    `${english}:24: 'dance' is no kind of step`,
  ],
  [
    'an expression where there is no scene',
    smallCourse([english, 'Count references of one object.', 'Count {{count(A)}} references.']),
    `${english}:5: this text is shown without a scene`,
  ],
  [
    'an expression in the goal of a lab',
    smallCourse([lab, 'Reach it.', '"Reach {{A}}."']),
    `${lab}:2: this text is shown without a scene`,
  ],
  [
    'a file that is missing',
    smallCourse([chinese, null]),
    `${lesson}:1: 01-first/zh-CN.md is missing`,
  ],
];

const claims = 'judge/claims.yaml';
/** What is planted in the capstone. */
const plantedClaims: readonly (readonly [string, CourseFiles, string])[] = [
  [
    'an experiment whose solution proves nothing',
    courseWithCapstone('solution: solution.ops', 'solution: lab.ops'),
    `${claims}:19: the solution doesn't meet 'two': found 1`,
  ],
  [
    'an experiment that has nothing to prove',
    courseWithCapstone('start: lab.ops', 'start: solution.ops'),
    `${claims}:1: the goal is met at the start`,
  ],
  [
    'a claim of a lesson that doesn’t exist',
    courseWithCapstone('lesson: first', 'lesson: second'),
    `${claims}:7: there is no lesson 'second'`,
  ],
  [
    'a claim that isn’t translated',
    courseWithCapstone('第二个名字不增加计数。', 'A second name adds nothing.'),
    `${claims}:7: 'A second name adds nothing.' isn't translated`,
  ],
  [
    'a claim with a typed number',
    courseWithCapstone('A second name adds', 'A second name adds 0 and'),
    `${claims}:8: 'A second name adds 0 and`,
  ],
  [
    'a source of a claim that doesn’t exist',
    courseWithCapstone('says [the book](source:book)', 'says [the paper](source:paper)'),
    `${claims}:10: claims.yaml lists no source 'paper'`,
  ],
  [
    'a verdict that is neither right nor wrong',
    courseWithCapstone('verdict: wrong', 'verdict: perhaps'),
    `${claims}:9:`,
  ],
  [
    'a capstone whose file is missing',
    new Map([...courseWithCapstone()].filter(([file]) => file !== claims)),
    `course.yaml:1: ${claims} is missing`,
  ],
];

/** A second lesson, a copy of the first that teaches another concept. */
function withSecond(...changes: readonly (readonly [string, string, string])[]): CourseFiles {
  const files = new Map(smallCourse());
  for (const [file, text] of smallCourse())
    if (file.startsWith('01-first/'))
      files.set(
        file.replace('01-first', '02-second'),
        text.replace('[reference-count]', '[later]'),
      );
  files.set(
    'course.yaml',
    (files.get('course.yaml') ?? '')
      .replace('[01-first]', '[01-first, 02-second]')
      .replace('tracks:', '  - { id: later, title: { en: Later, zh-CN: 以后 } }\ntracks:'),
  );
  files.set('02-second/quiz.yaml', 'questions: [{ type: count-after }]\n');
  for (const [file, before, after] of changes)
    files.set(file, (files.get(file) ?? '').replace(before, after));
  return files;
}

describe('a planted mistake is seen at its place', () => {
  test.each([...planted, ...plantedClaims])('%s', (_, files, expected) => {
    const found = check(files);
    if (!found.some((mistake) => mistake.startsWith(expected))) expect(found).toContain(expected);
  });

  test('a scene that never ends', () => {
    const endless: PerformSource = (source, settings, program) => {
      const outcome = performSource(source, settings, program);
      if (!('ok' in outcome) || source.name !== 'main.ops') return outcome;
      const { ok } = outcome;
      return {
        ok: {
          status: 'limit',
          pauses: [],
          length: ok.length,
          operations: ok.operations,
          event: (seq) => ok.event(seq),
          frame: (seq) => ok.frame(seq),
        },
      };
    };
    expect(check(smallCourse(), endless)).toContain(
      '01-first/main.ops:1: the scene never ends: it was stopped at its limit of steps',
    );
  });
});

test('the small course itself holds', () => {
  expect(check(smallCourse())).toEqual([]);
});
