/** What is checked in the texts of a lesson, whatever its scenes do: links, digits, languages. */
import type { Language } from '../../contract/course.ts';
import type { Course, Lesson } from '../format/course.ts';
import { languages } from '../format/course.ts';
import type { MistakeList } from '../format/mistake.ts';
import type { Template, TemplateInline } from '../format/template.ts';
import { inlinesIn } from '../format/template.ts';

export interface CheckedText {
  readonly file: string;
  readonly line: number;
  readonly template: Template;
  /** Shown without a scene, so nothing in it can be computed. */
  readonly still?: boolean;
  /** Its numbers are compared with what it says, elsewhere. */
  readonly counted?: boolean;
}

const inline = (children: readonly TemplateInline[]): Template => [{ kind: 'paragraph', children }];

/** Every text of a lesson in one language, labs included. */
export function textsOf(lesson: Lesson, language: Language): readonly CheckedText[] {
  const { file, objectives } = lesson.texts[language];
  const steps = lesson.steps.flatMap((step) => {
    const text = step.texts[language];
    const options = text.options.flatMap(({ line, text: option, reply }) => [
      { file, line, template: option },
      { file, line, template: reply },
    ]);
    const parts = [inline(text.title), text.text, text.prompt, text.explanation];
    return [...parts.map((template) => ({ file, line: text.line, template })), ...options];
  });
  const { lab } = lesson;
  const labTexts =
    lab === null
      ? []
      : [
          { file: lab.file, line: 1, template: lab.goal[language], still: true },
          ...lab.checks.map(({ line, text }) => ({
            file: lab.file,
            line,
            template: text[language],
            still: true,
            counted: true,
          })),
        ];
  return [
    ...objectives.map(({ line, text }) => ({ file, line, template: text, still: true })),
    ...steps,
    ...labTexts,
  ];
}

const digit = /[0-9０-９]/;
/** Small numbers that formulas are made of: indices, squares, sums from one. */
const formulaDigits = /[3-9]|\d{2,}/;

function checkInline(
  text: CheckedText,
  entry: { readonly inline: TemplateInline; readonly cited: boolean },
  lesson: Lesson,
  course: Course,
  mistakes: MistakeList,
): void {
  const { inline: each, cited } = entry;
  switch (each.kind) {
    case 'text':
      if (digit.test(each.text) && !cited && text.counted !== true) {
        mistakes.add(
          text.file,
          each.line,
          'typed-number',
          `'${each.text.trim().slice(0, 40)}' holds a typed number; compute it from the scene, {{count(A)}}, or put a fact about the world into a link to its source`,
        );
      }
      break;
    case 'formula':
      if (each.parts.some((part) => typeof part === 'string' && formulaDigits.test(part))) {
        mistakes.add(
          text.file,
          each.line,
          'typed-number',
          'the formula holds a typed number; compute it from the scene with {{…}}',
        );
      }
      break;
    case 'expression':
      if (text.still === true) {
        mistakes.add(
          text.file,
          each.line,
          'expression',
          'this text is shown without a scene, so nothing can be computed in it',
        );
      }
      break;
    case 'term':
      if (!course.glossary.some(({ id }) => id === each.term)) {
        mistakes.add(text.file, each.line, 'dead-link', `the glossary has no term '${each.term}'`);
      }
      break;
    case 'link':
      checkLink(text.file, each.line, each.href, lesson, course, mistakes);
      break;
    default:
      break;
  }
}

function checkLink(
  file: string,
  line: number,
  href: string,
  lesson: Lesson,
  course: Course,
  mistakes: MistakeList,
): void {
  const [scheme = '', id = ''] = href.split(':');
  if (scheme === 'source' && !lesson.sources.some((source) => source.id === id)) {
    mistakes.add(file, line, 'dead-link', `lesson.yaml lists no source '${id}'`);
  }
  if (scheme === 'lesson' && !course.lessons.some((other) => other.id === id)) {
    mistakes.add(file, line, 'dead-link', `there is no lesson '${id}'`);
  }
}

function plainOf(template: Template): string {
  return [...inlinesIn(template)]
    .map(({ inline: each }) => (each.kind === 'text' ? each.text : ''))
    .join('');
}

const han = /\p{Script=Han}/u;

function checkLanguage(text: CheckedText, language: Language, mistakes: MistakeList): void {
  const plain = plainOf(text.template);
  const letters = plain.replace(/[^A-Za-z]/g, '').length;
  if (language === 'zh-CN' && letters > 15 && !han.test(plain)) {
    mistakes.add(
      text.file,
      text.line,
      'missing-translation',
      `'${plain.trim().slice(0, 40)}' isn't translated`,
    );
  }
  if (language === 'en' && han.test(plain)) {
    mistakes.add(
      text.file,
      text.line,
      'missing-translation',
      `'${plain.trim().slice(0, 40)}' isn't English`,
    );
  }
}

/** Ids of the sources that the texts of a language lead to. */
function citedSources(lesson: Lesson, language: Language): ReadonlySet<string> {
  const cited = new Set<string>();
  for (const { template } of textsOf(lesson, language)) {
    for (const { inline: each } of inlinesIn(template)) {
      if (each.kind === 'link' && each.href.startsWith('source:'))
        cited.add(each.href.slice('source:'.length));
    }
  }
  return cited;
}

export function checkTexts(lesson: Lesson, course: Course, mistakes: MistakeList): void {
  for (const language of languages) {
    for (const text of textsOf(lesson, language)) {
      for (const entry of inlinesIn(text.template))
        checkInline(text, entry, lesson, course, mistakes);
      checkLanguage(text, language, mistakes);
    }
    const { title, about, file } = lesson.texts[language];
    for (const [name, words] of [
      ['title', title],
      ['about', about],
    ] as const) {
      if (han.test(words) !== (language === 'zh-CN'))
        mistakes.add(
          file,
          2,
          'missing-translation',
          `the ${name} isn't in the language of the file`,
        );
    }
  }
  const english = citedSources(lesson, 'en');
  const chinese = citedSources(lesson, 'zh-CN');
  for (const { id, line } of lesson.sources) {
    if (english.has(id) !== chinese.has(id)) {
      mistakes.add(
        lesson.file,
        line,
        'translation',
        `the source '${id}' is cited in ${english.has(id) ? 'en.md' : 'zh-CN.md'} only`,
      );
    } else if (!english.has(id)) {
      mistakes.add(lesson.file, line, 'source', `the source '${id}' is cited nowhere`);
    }
  }
}
