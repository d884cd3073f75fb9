import type { Answer } from '../../../contract/course.ts';
import type { ObjectId } from '../../../simulator/event.ts';
import type { GoSlot } from '../../misconceptions/go-rules.ts';
import type { Frame } from '../../../simulator/frame.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors, numberAnswer } from '../answers.ts';
import type { Draft, QuestionType } from '../type.ts';
import { afterOperation, allocation, atEnd, dropOf, fewInSpan, goSettings } from './go-heap.ts';

const rules = ['behind-the-last', 'any-hole'] as const;

/** Every slot of every span, in address order. */
function slotsOf(frame: Frame, slot: number): readonly GoSlot[] {
  const taken = new Set(frame.objects.map(({ address }) => address));
  return (frame.spans ?? []).flatMap((span) =>
    Array.from({ length: Math.floor(span.size / span.slot) }, (_, at): GoSlot => {
      const address = span.address + at * span.slot;
      return { address, size: span.slot, free: !taken.has(address), fits: span.slot === slot };
    }),
  );
}

/** At which address does the next object go? */
export const nextSlot: QuestionType = {
  id: 'next-slot',
  concept: 'spans',
  title: { en: 'The slot of the next object', 'zh-CN': '下一个对象放在哪格' },
  misconceptions: rules,
  draft(chance, level, perform): Draft | null {
    const classes = chance.shuffled(fewInSpan).slice(0, level === 1 ? 2 : 3);
    const requests = chance.shuffled(
      classes.flatMap(({ slot, perSpan }) =>
        Array.from({ length: chance.between(2, perSpan + 1) }, () => ({
          bytes: slot - 8,
          pointers: true,
        })),
      ),
    );
    const objects: readonly ObjectId[] = requests.map((_, at) => at + 1);
    const gone = chance.shuffled(objects).slice(0, Math.ceil(objects.length / 3));
    const wanted = chance.pick(classes);
    if (wanted === undefined) return null;
    const next = objects.length + 1;
    const before = [
      ...requests.map((request, at) => allocation(at + 1, request)),
      ...gone.map(dropOf),
      { kind: 'gc' } as const,
    ];
    const operations = [...before, allocation(next, { bytes: wanted.slot - 8, pointers: true })];
    const settings = goSettings(10);
    const history = perform(operations, settings);
    const made = history.events.find((event) => event.event === 'alloc' && event.object === next);
    if (made?.event !== 'alloc') return null;
    const seq = history.events.findLast(({ op }) => op <= before.length)?.seq ?? 0;
    const slots = slotsOf(history.frame(seq), wanted.slot);
    const foreseen = rules.map((id): readonly [(typeof rules)[number], Answer | null] => {
      const address = wrongCollector(id)?.go?.nextAt?.(slots, wanted.slot) ?? null;
      return [id, address === null ? null : numberAnswer(address)];
    });
    const answer = numberAnswer(made.address);
    const wrong = distractors([answer], foreseen, level === 1 ? 1 : 2);
    if (wrong === null) return null;
    return {
      operations,
      settings,
      ask: afterOperation(before.length),
      reveal: atEnd,
      listed: false,
      prompt: {
        en: `A collection has just run. An object that takes a slot of ${wanted.slot} bytes is made next. A span has one page (8192 bytes, \`0x2000\`). At which address will the object be?`,
        'zh-CN': `刚做完一次回收。接下来新建一个对象，占 ${wanted.slot} 字节的小格。一个跨度是一页（8192 字节，即 \`0x2000\`）。它会在哪个地址？`,
      },
      explanation: {
        en: `{{address(#${next})}}: the first free slot of the first span of its class with room; {{spans}} spans are in use. Other classes’ spans don’t come into it.`,
        'zh-CN': `{{address(#${next})}}：本级别的跨度里，第一个有空的跨度的第一个空格。现在用着 {{spans}} 个跨度。别的级别的跨度不在考虑之列。`,
      },
      form: () => ({ kind: 'number', unit: null }),
      accepted: [answer],
      wrong,
    };
  },
};
