import type { QuestionType } from '../type.ts';
import { draftOfRound } from './round.ts';

const rules = ['M18', 'leaves-first'] as const;

/** Whose finalizers run after a certain collection? */
export const finalizersRun: QuestionType = {
  id: 'finalizers-run',
  concept: 'finalizer-order',
  title: { en: 'Finalizers of one collection', 'zh-CN': '某次回收的终结器' },
  misconceptions: rules,
  draft: (chance, level) =>
    draftOfRound(chance, level, {
      part: 'finalized',
      rules,
      least: 2,
      prompt: (ordinal) => ({
        en: `Which finalizers run after the ${ordinal.en} collection? Type the letters that are printed.`,
        'zh-CN': `第${ordinal['zh-CN']}次回收之后，运行哪些终结器？请写出打印的字母。`,
      }),
      explanation: (told) => ({
        en: `A finalizer runs only for an object that no other object with a waiting finalizer leads to. ${told.en}.`,
        'zh-CN': `只有没被别的待终结对象通到的对象，终结器才会运行。${told['zh-CN']}。`,
      }),
    }),
};
