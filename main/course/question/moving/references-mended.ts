import type { Answer } from '../../../contract/course.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { distractors, numberAnswer } from '../answers.ts';
import { firstOfEach } from '../fits/heap-map.ts';
import { beforeCollection, collected } from '../marking/graph.ts';
import type { Draft, QuestionType } from '../type.ts';
import { mended, relocation } from './relocation.ts';

/** How many references get a new value when objects slide? */
export const referencesMended: QuestionType = {
  id: 'references-mended',
  concept: 'forwarding',
  title: { en: 'References that change', 'zh-CN': '值会变的引用' },
  misconceptions: ['variables-mended', 'every-reference'],
  draft(chance, level, perform): Draft | null {
    const moving = relocation(chance, level, perform, { collector: 'mark-compact' });
    if (moving === null) return null;
    const { graph } = moving;
    const all = mended(moving);
    const changed = all.filter((reference) => reference.changed).map(({ slot }) => slot);
    const answer = numberAnswer(changed.length);
    const wrong = distractors(
      [answer],
      firstOfEach([
        ['variables-mended', numberAnswer(changed.filter((slot) => !slot.includes('.')).length)],
        ['every-reference', numberAnswer(all.length)],
      ] satisfies (readonly [MisconceptionId, Answer])[]),
      level === 1 ? 1 : 2,
    );
    if (wrong === null || changed.length === 0) return null;
    const slots = changed.map((slot) => `\`${slot}\``);
    return {
      operations: graph.operations,
      settings: graph.settings,
      ask: beforeCollection(graph),
      reveal: collected(),
      listed: false,
      prompt: {
        en: 'A *mark-compact* collection begins now. In how many slots, variables and fields of live objects, does the address change?',
        'zh-CN':
          '现在开始一次**标记-整理**回收。变量和存活对象的字段加在一起，有几个槽位里的地址会变？',
      },
      explanation: {
        en: `{{moves}} moved, and ${slots.join(', ')} lead to them. All {{slots.held}} references were looked at; the others lead to objects that stayed where they were.`,
        'zh-CN': `移动的是 {{moves}}，通到它们的有 ${slots.join('、')}。{{slots.held}} 个引用都查看过；其余的通到没有移动的对象。`,
      },
      form: () => ({ kind: 'number', unit: null }),
      accepted: [answer],
      wrong,
    };
  },
};
