import type { Operation } from '../../../simulator/operation.ts';
import { distractors, setAnswer } from '../answers.ts';
import { afterOperation, atEnd } from '../counting/design.ts';
import type { Draft, QuestionType } from '../type.ts';
import { allocated, handSettings } from './script.ts';

/** Which object does a write through a dangling pointer change? Answered on the stage. */
export const whoMovedIn: QuestionType = {
  id: 'who-moved-in',
  concept: 'dangling-pointer',
  title: { en: 'Who has moved in?', 'zh-CN': '谁住进来了' },
  misconceptions: ['next-takes-it'],
  draft(chance, level, perform): Draft | null {
    const before = ['a', 'b', 'c'].map((slot) => allocated(slot, chance.between(4, 10)));
    const slot = chance.pick(['a', 'b', 'c'].slice(0, level === 1 ? 2 : 3)) ?? 'a';
    const freed: Operation[] = [{ kind: 'free', slot }];
    if (level === 3) {
      const other = chance.pick(['a', 'b', 'c'].filter((name) => name !== slot)) ?? 'b';
      freed.splice(chance.below(2), 0, { kind: 'free', slot: other });
    }
    const after = ['d', 'e', 'f'].map((name) => allocated(name, chance.between(3, 12)));
    const operations: readonly Operation[] = [
      ...before,
      ...freed,
      ...after,
      { kind: 'write', slot, field: 0, from: slot },
    ];
    const history = perform(operations, handSettings);
    // Six objects that fit; otherwise the script ended before its question.
    if (history.recording.operations < operations.length) return null;
    const hit = history.events.find(
      (event) => event.event === 'write' && event.op === operations.length,
    );
    if (hit?.event !== 'write') return null;
    const next = history.events.find(
      (event) => event.event === 'alloc' && event.op > before.length,
    );
    if (next?.event !== 'alloc') return null;
    const answer = setAnswer([hit.object]);
    const wrong = distractors([answer], [['next-takes-it', setAnswer([next.object])]], 1);
    if (wrong === null) return null;
    const there = history.frame(history.recording.length).objects.map(({ id }) => id);
    return {
      operations,
      settings: handSettings,
      ask: afterOperation(before.length + freed.length),
      reveal: atEnd,
      listed: true,
      prompt: {
        en: `${freed.map((each) => (each.kind === 'free' ? `\`free ${each.slot}\`` : '')).join(' and ')} has just run; the allocator is first fit. The lines beside come next, and the last of them writes through \`${slot}\`, which still leads to its old place. Which object does this write change?`,
        'zh-CN': `刚执行过 ${freed.map((each) => (each.kind === 'free' ? `\`free ${each.slot}\`` : '')).join(' 和 ')}；分配器是首次适应。接下来执行所列的几行，最后一行沿着 \`${slot}\` 写入，而它还通向原来的地方。这一写改动的是哪个对象？`,
      },
      explanation: {
        en: `{{#${hit.object}}} lies at {{address(#${hit.object})}}, where \`${slot}\` still leads. First fit gave it the lowest hole that was large enough for its {{size(#${hit.object})}} cells. Nobody who looks at {{#${hit.object}}} alone will ever find out who changed it.`,
        'zh-CN': `{{#${hit.object}}} 在地址 {{address(#${hit.object})}}，正是 \`${slot}\` 还通向的地方。它要 {{size(#${hit.object})}} 个单元，首次适应给了它第一个够大的空洞。单看 {{#${hit.object}}}，谁也查不出是被谁改的。`,
      },
      form: () => ({ kind: 'set', candidates: there }),
      accepted: [answer],
      wrong,
    };
  },
};
