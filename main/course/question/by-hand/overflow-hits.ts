import type { Operation } from '../../../simulator/operation.ts';
import { distractors, setAnswer } from '../answers.ts';
import { atEnd } from '../counting/design.ts';
import type { Draft, QuestionType } from '../type.ts';
import { allocated, handSettings } from './script.ts';

/** Whose memory does a write behind the end of a block hit? Answered on the stage. */
export const overflowHits: QuestionType = {
  id: 'overflow-hits',
  concept: 'overflow',
  title: { en: 'Behind the end', 'zh-CN': '越过末尾' },
  misconceptions: ['memory-order'],
  draft(chance, level, perform): Draft | null {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const first = names.slice(0, 4).map((slot) => allocated(slot, chance.between(3, 8)));
    const gone = chance.shuffled(names.slice(0, 4)).slice(0, level === 1 ? 1 : 2);
    const operations: readonly Operation[] = [
      ...first,
      ...gone.map((slot): Operation => ({ kind: 'free', slot })),
      ...names.slice(4, 4 + level).map((slot) => allocated(slot, chance.between(2, 7))),
    ];
    const history = perform(operations, handSettings);
    if (history.recording.operations < operations.length) return null;
    const frame = history.frame(history.recording.length);
    const writer = chance.pick(frame.objects);
    if (writer === undefined) return null;
    const end = writer.address + writer.size;
    const cells = chance.between(1, 2 + 2 * level);
    const hit = frame.objects.filter(
      ({ address, size }) => address < end + cells && end < address + size,
    );
    if (hit.length === 0 || end + cells > frame.heapBytes) return null;
    const made = frame.objects.filter(({ id }) => id > writer.id).slice(0, hit.length);
    const answer = setAnswer(hit.map(({ id }) => id));
    const wrong = distractors(
      [answer],
      [['memory-order', made.length === 0 ? null : setAnswer(made.map(({ id }) => id))]],
      1,
    );
    if (wrong === null) return null;
    const name = `{{#${writer.id}}}`;
    return {
      operations,
      settings: handSettings,
      ask: atEnd,
      reveal: atEnd,
      listed: false,
      prompt: {
        en: `Without bounds checks, a loop writes ${cells === 1 ? 'one cell' : `${cells} cells`} too far behind the end of ${name}. Which objects does it damage?`,
        'zh-CN': `没有越界检查，一个循环写过了 ${name} 的末尾，多写了 ${cells} 个单元。哪些对象被破坏了？`,
      },
      explanation: {
        en: `${name} has {{size(#${writer.id})}} cells from address {{address(#${writer.id})}} on, so the surplus lands at {{address(#${writer.id}) + size(#${writer.id})}} and behind it. There lies ${hit.map(({ id }) => `{{#${id}}}`).join(', then ')}. What counts is the neighbour in memory, not who was made next.`,
        'zh-CN': `${name} 从地址 {{address(#${writer.id})}} 起占 {{size(#${writer.id})}} 个单元，多写的部分就落在 {{address(#${writer.id}) + size(#${writer.id})}} 及其后。那里是 ${hit.map(({ id }) => `{{#${id}}}`).join('，接着是 ')}。要看内存里谁是邻居，而不是接下来创建了谁。`,
      },
      form: () => ({
        kind: 'set',
        candidates: frame.objects.flatMap(({ id }) => (id === writer.id ? [] : [id])),
      }),
      accepted: [answer],
      wrong,
    };
  },
};
