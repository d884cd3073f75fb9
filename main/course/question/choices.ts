/** Questions answered by choosing one of a few sentences. */
import type { Answer, AnswerForm, Language } from '../../contract/course.ts';
import type { Both } from '../format/schemas.ts';

export const choiceAnswer = (option: string): Answer => ({ kind: 'choice', option });

/** The options in the order in which they are named. */
export const choiceForm =
  (texts: Readonly<Record<string, Both>>) =>
  (language: Language): AnswerForm => ({
    kind: 'choice',
    options: Object.entries(texts).map(([id, text]) => ({
      id,
      text: [{ kind: 'paragraph', children: [{ kind: 'text', text: text[language] }] }],
    })),
  });
