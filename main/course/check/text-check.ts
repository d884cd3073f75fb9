/** What is checked in the texts of a lesson, whatever its scenes do: links, digits, languages. */
import type { Language } from '../../contract/course.ts';
import type { Capstone, Course, Lab, Lesson } from '../format/course.ts';
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

/** Where texts stand: what `source:` links in them may lead to. */
type Home = Pick<Lesson, 'file' | 'sources'>;

const nameOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1);

function textsOfLab(lab: Lab, language: Language): readonly CheckedText[] {
  return [
    { file: lab.file, line: 1, template: lab.goal[language], still: true },
    ...lab.checks.map(({ line, text }) => ({
      file: lab.file,
      line,
      template: text[language],
      still: true,
      counted: true,
    })),
  ];
}

/** Every text of the capstone in one language, experiments included. */
function textsOfCapstone(capstone: Capstone, language: Language): readonly CheckedText[] {
  const { file } = capstone;
  return capstone.claims.flatMap(({ line, claim, because, experiment }) => [
    { file, line, template: claim[language], still: true },
    { file, line, template: because[language], still: true },
    ...textsOfLab(experiment, language),
  ]);
}

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
  const labTexts = lab === null ? [] : textsOfLab(lab, language);
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
  home: Home,
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
      checkLink(text.file, each.line, each.href, home, course, mistakes);
      break;
    default:
      break;
  }
}

function checkLink(
  file: string,
  line: number,
  href: string,
  home: Home,
  course: Course,
  mistakes: MistakeList,
): void {
  const [scheme = '', id = ''] = href.split(':');
  if (scheme === 'source' && !home.sources.some((source) => source.id === id)) {
    mistakes.add(file, line, 'dead-link', `${nameOf(home.file)} lists no source '${id}'`);
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
/** Two words that are no names of objects; what is quoted may be a tool's own. */
const prose = /\b[a-z]{2,}\s+[a-z]{2,}\b/iu;

function checkLanguage(text: CheckedText, language: Language, mistakes: MistakeList): void {
  const plain = plainOf(text.template);
  const letters = plain.replace(/[^A-Za-z]/g, '').length;
  if (
    language === 'zh-CN' &&
    (letters > 15 || prose.test(plain.replace(/“[^”]*”/g, ''))) &&
    !han.test(plain)
  ) {
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

/** Ids of the sources that texts lead to. */
function citedSources(texts: readonly CheckedText[]): ReadonlySet<string> {
  const cited = new Set<string>();
  for (const { template } of texts) {
    for (const { inline: each } of inlinesIn(template)) {
      if (each.kind === 'link' && each.href.startsWith('source:'))
        cited.add(each.href.slice('source:'.length));
    }
  }
  return cited;
}

/** Links, digits and the language of each text; every source is cited, in both languages or in none. */
function checkAll(
  home: Home,
  texts: (language: Language) => readonly CheckedText[],
  course: Course,
  mistakes: MistakeList,
): void {
  for (const language of languages) {
    for (const text of texts(language)) {
      for (const entry of inlinesIn(text.template))
        checkInline(text, entry, home, course, mistakes);
      checkLanguage(text, language, mistakes);
    }
  }
  const english = citedSources(texts('en'));
  const chinese = citedSources(texts('zh-CN'));
  for (const { id, line } of home.sources) {
    if (english.has(id) !== chinese.has(id)) {
      mistakes.add(
        home.file,
        line,
        'translation',
        `the source '${id}' is cited in ${english.has(id) ? 'English' : 'Chinese'} only`,
      );
    } else if (!english.has(id)) {
      mistakes.add(home.file, line, 'source', `the source '${id}' is cited nowhere`);
    }
  }
}

/** A short text has to be in the language it stands under. */
function checkShort(
  file: string,
  line: number,
  name: string,
  words: string,
  language: Language,
  mistakes: MistakeList,
): void {
  if (han.test(words) !== (language === 'zh-CN'))
    mistakes.add(
      file,
      line,
      'missing-translation',
      `the ${name} isn't in the language of the file`,
    );
}

export function checkTexts(lesson: Lesson, course: Course, mistakes: MistakeList): void {
  checkAll(lesson, (language) => textsOf(lesson, language), course, mistakes);
  for (const language of languages) {
    const { title, about, file } = lesson.texts[language];
    checkShort(file, 2, 'title', title, language, mistakes);
    checkShort(file, 2, 'about', about, language, mistakes);
  }
}

export function checkCapstoneTexts(
  capstone: Capstone,
  course: Course,
  mistakes: MistakeList,
): void {
  checkAll(capstone, (language) => textsOfCapstone(capstone, language), course, mistakes);
  for (const language of languages) {
    checkShort(capstone.file, 1, 'title', capstone.title[language], language, mistakes);
    checkShort(capstone.file, 1, 'about', capstone.about[language], language, mistakes);
    for (const { line, experiment } of capstone.claims)
      checkShort(
        capstone.file,
        line,
        'name of the claim',
        experiment.title[language],
        language,
        mistakes,
      );
  }
}
