/** Questions answered by choosing one of a few sentences. */
import type { Answer, AnswerForm, Language } from '../../contract/course.ts';
import type { Inline } from '../../contract/prose.ts';
import type { Both } from '../format/schemas.ts';

export const choiceAnswer = (option: string): Answer => ({ kind: 'choice', option });

/** A sentence with `code` in it. */
function inlinesOf(text: string): Inline[] {
  return text.split('`').flatMap((part, at): Inline[] => {
    if (part === '') return [];
    return [{ kind: at % 2 === 0 ? 'text' : 'code', text: part }];
  });
}

/** The options in the order in which they are named. */
export const choiceForm =
  (texts: Readonly<Record<string, Both>>) =>
  (language: Language): AnswerForm => ({
    kind: 'choice',
    options: Object.entries(texts).map(([id, text]) => ({
      id,
      text: [{ kind: 'paragraph', children: inlinesOf(text[language]) }],
    })),
  });
