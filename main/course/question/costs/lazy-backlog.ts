import type { Operation } from '../../../simulator/operation.ts';
import { countBy, trueRule } from '../../misconceptions/counting.ts';
import { Play } from '../../misconceptions/play.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors, numberAnswer } from '../answers.ts';
import { afterOperation, atEnd, listing } from '../counting/design.ts';
import type { Draft, QuestionType } from '../type.ts';
import { structure } from './structure.ts';

/** How many objects has lazy freeing given back after these allocations? */
export const lazyBacklog: QuestionType = {
  id: 'lazy-backlog',
  concept: 'lazy-freeing',
  title: { en: 'What lazy freeing has freed so far', 'zh-CN': '延迟释放到此释放了几个' },
  misconceptions: ['zero-is-dead', 'M6'],
  draft(chance, level, perform): Draft | null {
    const { operations, settings } = structure(chance, level, {
      collector: 'refcount-lazy',
      edges: 0.8,
      stay: [0, 1],
    });
    const requests = Array.from({ length: chance.between(1, level + 1) }, (_, at): Operation => ({
      kind: 'alloc',
      slot: `n${at + 1}`,
      type: `N${at + 1}`,
      bytes: chance.between(2, level === 1 ? 3 : 5),
      fields: 0,
    }));
    const script = [...operations, ...requests];
    const play = new Play(operations);
    const dead = countBy(trueRule, play, operations.length).deaths.length;
    const referenced = wrongCollector('M6')?.survivors?.(play, operations.length);
    const unheld = play.objects.length - (referenced?.size ?? 0);
    if (dead < 3) return null;
    const history = perform(script, settings);
    if (history.events.some(({ event }) => event === 'oom')) return null;
    const answer = numberAnswer(history.events.filter(({ event }) => event === 'free').length);
    const wrong = distractors(
      [answer],
      [
        ['zero-is-dead', numberAnswer(dead)],
        // Those that no slot leads to, at once; what they refer to never.
        ['M6', unheld === dead ? null : numberAnswer(unheld)],
      ],
      1,
    );
    if (wrong === null) return null;
    const sizes = requests
      .map((request) => (request.kind === 'alloc' ? String(request.bytes) : ''))
      .join(', ');
    return {
      operations: script,
      settings,
      ask: afterOperation(operations.length),
      reveal: atEnd,
      listed: false,
      prompt: {
        en: `The heap is full, and freeing is *lazy*: an object whose count has come to zero waits, its fields untouched, until an allocation finds no room; the newest is then taken first. These lines run next (${sizes} cells):\n\n${listing(requests)}\n\nHow many objects will have been freed by then?`,
        'zh-CN': `堆已经满了，释放是**延迟**的：计数归零的对象先等着，字段原封不动；等到分配找不到空间，才从最新的开始一个个取出来释放。接下来执行这几行（大小依次为 ${sizes} 个单元）：\n\n${listing(requests)}\n\n执行完后，一共释放了几个对象？`,
      },
      explanation: {
        en: 'Freed so far: {{frees}}. Each allocation takes only as many off the list as it needs to find room. Taking one off releases what its fields hold, and that may put more on the list: {{dead}} still wait.',
        'zh-CN':
          '至此释放了 {{frees}}。每次分配只取出够用的几个。取出一个时，它字段指着的对象才减一，可能又有新的加入清单：{{dead}} 还在等。',
      },
      form: () => ({ kind: 'number', unit: null }),
      accepted: [answer],
      wrong,
    };
  },
};
