import type { QuestionType } from '../type.ts';
import { draftOfRound } from './round.ts';

const rules = ['M18', 'freed-with-it', 'leaves-first'] as const;

/** Whose memory does a certain collection free? */
export const freedInRound: QuestionType = {
  id: 'freed-in-round',
  concept: 'finalizer-order',
  title: { en: 'Freed by one collection', 'zh-CN': '某次回收释放了谁' },
  misconceptions: rules,
  draft: (chance, level) =>
    draftOfRound(chance, level, {
      part: 'freed',
      rules,
      least: 1,
      prompt: (ordinal) => ({
        en: `Whose *memory* does the ${ordinal.en} collection free? Type the types’ letters.`,
        'zh-CN': `第${ordinal['zh-CN']}次回收释放了谁的**内存**？请写出类型的字母。`,
      }),
      explanation: (told) => ({
        en: `An object with a waiting finalizer is kept, and all that it leads to; after its finalizer has run, it is like any other. ${told.en}.`,
        'zh-CN': `终结器还没运行的对象会留下，它通到的一切也留下；终结器运行之后，它就和别的对象一样了。${told['zh-CN']}。`,
      }),
    }),
};
