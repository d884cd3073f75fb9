/** Search over the texts of lessons: every word of the query must stand in a step, titles count most. */
import type { Result } from '../../contract/contract.ts';
import type { Language } from '../../contract/course.ts';
import type { Course } from '../format/course.ts';
import type { Template, TemplateBlock, TemplateInline } from '../format/template.ts';

type Hit = Result<'course/search'>[number];

interface Entry {
  readonly lesson: string;
  readonly number: number;
  readonly lessonTitle: string;
  readonly step: string;
  readonly title: string;
  readonly text: string;
}

/** Hits that are told. */
const mostHits = 40;
/** Letters shown around a hit. */
const before = 40;
const after = 110;

/** What is computed is not searched: it stands in the text as an ellipsis. */
function wordsOfInlines(inlines: readonly TemplateInline[]): string {
  return inlines
    .map((inline): string => {
      if ('children' in inline) return wordsOfInlines(inline.children);
      if (inline.kind === 'text' || inline.kind === 'code') return inline.text;
      return '…';
    })
    .join('');
}

function wordsOfBlock(block: TemplateBlock): string {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return wordsOfInlines(block.children);
    case 'list':
      return block.items.map(wordsOf).join(' ');
    case 'quote':
      return wordsOf(block.children);
    case 'table':
      return [block.head, ...block.rows].map((row) => row.map(wordsOfInlines).join(' ')).join(' ');
    case 'listing':
      return block.text;
    case 'formula':
      return '…';
  }
}

function wordsOf(template: Template): string {
  return template.map(wordsOfBlock).join(' ').replace(/\s+/gu, ' ').trim();
}

/** Questions' explanations are left out: they would give the answers away. */
function entriesOf(course: Course, language: Language): readonly Entry[] {
  return course.lessons.flatMap((lesson) =>
    lesson.steps.map((step) => ({
      lesson: lesson.id,
      number: lesson.number,
      lessonTitle: lesson.texts[language].title,
      step: step.id,
      title: wordsOfInlines(step.texts[language].title),
      text: [wordsOf(step.texts[language].text), wordsOf(step.texts[language].prompt)]
        .join(' ')
        .trim(),
    })),
  );
}

/** Without case and without the width of full-width letters; letter for letter as long as before. */
function plain(text: string): string {
  return [...text]
    .map((letter) => {
      const folded = letter.normalize('NFKC').toLowerCase();
      return folded.length === letter.length ? folded : letter;
    })
    .join('');
}

export class CourseSearch {
  readonly #course: Course;
  readonly #entries = new Map<Language, readonly Entry[]>();

  constructor(course: Course) {
    this.#course = course;
  }

  find(query: string, language: Language): Hit[] {
    const words = plain(query)
      .split(/\s+/u)
      .filter((word) => word !== '');
    if (words.length === 0) return [];
    const phrase = words.join(' ');
    const ranked = this.#entriesIn(language).flatMap((entry) => {
      const title = plain(entry.title);
      const text = plain(entry.text);
      if (!words.every((word) => title.includes(word) || text.includes(word))) return [];
      return [{ entry, rank: words.every((word) => title.includes(word)) ? 0 : 1, text }];
    });
    return ranked
      .sort((one, other) => one.rank - other.rank)
      .slice(0, mostHits)
      .map(({ entry, text }) => {
        const { text: whole, ...place } = entry;
        // The words as they were typed, side by side, say more than the first of them alone.
        const sought = text.includes(phrase) ? [phrase] : words;
        return { ...place, excerpt: excerptOf(whole, text, sought) };
      });
  }

  #entriesIn(language: Language): readonly Entry[] {
    const known = this.#entries.get(language) ?? entriesOf(this.#course, language);
    this.#entries.set(language, known);
    return known;
  }
}

function excerptOf(text: string, folded: string, words: readonly string[]): Hit['excerpt'] {
  const hits = words
    .map((word) => ({ at: folded.indexOf(word), length: word.length }))
    .filter(({ at }) => at >= 0)
    .sort((one, other) => one.at - other.at);
  const { at, length } = hits[0] ?? { at: 0, length: 0 };
  const from = Math.max(0, at - before);
  const to = Math.min(text.length, at + length + after);
  return {
    before: `${from > 0 ? '…' : ''}${text.slice(from, at)}`,
    hit: text.slice(at, at + length),
    after: `${text.slice(at + length, to)}${to < text.length ? '…' : ''}`,
  };
}
