/** A course of one small lesson that holds, for tests to break. */
import type { CourseFiles } from '../format/course.ts';

const small: Readonly<Record<string, string>> = {
  'course.yaml': `title: { en: Small, zh-CN: 小课程 }
lessons: [01-first]
concepts:
  - { id: reference-count, title: { en: Counts, zh-CN: 计数 } }
tracks: []
`,
  'glossary.yaml': `terms:
  - { id: slot, term: { en: slot, zh-CN: 槽位 }, meaning: { en: It holds a reference., zh-CN: 它装着引用。 }, lesson: first }
`,
  '01-first/lesson.yaml': `id: first
minutes: 5
teaches: [reference-count]
needs: []
scenes:
  - name: main
    source: main.ops
    settings: { collector: refcount, heapBytes: 96 }
    facts:
      - { at: operation:2, that: count(A) == 2 }
sources:
  - { id: book, text: A book, href: https://example.org/book }
`,
  '01-first/main.ops': `alloc a A 8 0
root b a
root a nil
root b nil
`,
  '01-first/en.md': `---
title: First
about: Count a little.
objectives:
  - Count references of one object.
---

## A step {#start}
{at=start}

A [slot](term:slot) holds a reference. See [the book](source:book), page [12](source:book).

## A prediction {#two}
{kind=predict at=operation:1 reveal=operation:2 ask=counts answer="counts(A)" focus=A}

? Which count will A have?

- [[[A, count(A) + 1]]] {M3}

---

It is {{count(A)}}, held by {{slots(A)}}.

## The lab {#lab}
{kind=lab at=start}

Reach the goal.
`,
  '01-first/zh-CN.md': `---
title: 第一课
about: 数一数引用。
objectives:
  - 数出一个对象的引用。
---

## 一步 {#start}

[槽位](term:slot)装着引用。见[那本书](source:book)第[12](source:book)页。

## 预测 {#two}

? A 的计数会是几？

- [[[A, count(A) + 1]]] {M3}

---

是 {{count(A)}}，指着它的有 {{slots(A)}}。

## 实验 {#lab}

达成目标。
`,
  '01-first/quiz.yaml': `questions:
  - type: count-after
`,
  '01-first/lab.yaml': `title: { en: A lab, zh-CN: 实验 }
goal: { en: Reach it., zh-CN: 达成它。 }
start: lab.ops
solution: solution.ops
settings: { collector: refcount, heapBytes: 96 }
limits: { operations: 3 }
checks:
  - id: two
    that: count(A) == 2
    found: count(A)
    text: { en: The count is 2, zh-CN: 计数是 2 }
`,
  '01-first/lab.ops': 'alloc a A 8 0\n',
  '01-first/solution.ops': 'alloc a A 8 0\nroot b a\n',
};

/** The small course with a capstone of one claim, for tests to break. */
export function courseWithCapstone(
  ...change: readonly [] | readonly [string, string]
): CourseFiles {
  const [before = '', after = ''] = change;
  const claims = `title: { en: Judge it, zh-CN: 评一评 }
about: { en: One claim., zh-CN: 一条论断。 }
minutes: 5
sources:
  - { id: book, text: A book, href: https://example.org/book }
claims:
  - id: copies-count
    claim: { en: A second name adds nothing to the count., zh-CN: 第二个名字不增加计数。 }
    verdict: wrong
    because: { en: "A slot counts, says [the book](source:book).", zh-CN: "按[那本书](source:book)，槽位都算数。" }
    lesson: first
    experiment:
      title: { en: Second names, zh-CN: 第二个名字 }
      goal: { en: Refute it., zh-CN: 反驳它。 }
      start: lab.ops
      solution: solution.ops
      settings: { collector: refcount, heapBytes: 96 }
      checks:
        - { id: two, that: count(A) == 2, found: count(A), text: { en: The count is 2, zh-CN: 计数是 2 } }
`;
  if (!claims.includes(before)) throw new RangeError(`claims.yaml doesn't contain '${before}'`);
  return new Map([
    ...smallCourse(['course.yaml', 'tracks: []', 'tracks: []\ncapstone: judge']),
    ['judge/claims.yaml', claims.replace(before, () => after)],
    ['judge/lab.ops', small['01-first/lab.ops'] ?? ''],
    ['judge/solution.ops', small['01-first/solution.ops'] ?? ''],
  ]);
}

/** The small course with texts replaced: `[file, what stands there, what shall]`; null takes a file away. */
export function smallCourse(
  ...changes: readonly (
    readonly [string, string, string] | readonly [string, null] | readonly [string, string]
  )[]
): CourseFiles {
  const files = new Map(Object.entries(small));
  for (const [file, ...change] of changes) {
    const [first, second] = change;
    if (first === null) files.delete(file);
    else if (second === undefined) files.set(file, first);
    else {
      const text = files.get(file) ?? '';
      if (!text.includes(first)) throw new RangeError(`${file} doesn't contain '${first}'`);
      files.set(
        file,
        text.replace(first, () => second),
      );
    }
  }
  return files;
}
