import type { Answer } from '../../../contract/course.ts';
import { heldReferences } from '../../expression/scope.ts';
import { countBy, trueRule } from '../../misconceptions/counting.ts';
import type { PlayedObject } from '../../misconceptions/play.ts';
import { Play } from '../../misconceptions/play.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors, namesAnswer } from '../answers.ts';
import type { Draft, QuestionType } from '../type.ts';
import { afterOperation, atEnd, countingDesign, listing, mention } from './design.ts';
import { countingSettings } from './script.ts';

const rules = ['M1', 'M2', 'M4', 'M16'] as const;

/** `3.0` as it is written for people: `C.0`. */
function slotName(key: string, objects: readonly PlayedObject[]): string {
  const [holder, field] = key.split('.');
  return field === undefined ? key : `${objects[Number(holder) - 1]?.type ?? ''}.${field}`;
}

/** Which slots make up this count? Answered with their names. */
export const slotsOf: QuestionType = {
  id: 'slots-of',
  concept: 'counted-slots',
  title: { en: 'Name the slots', 'zh-CN': '列出槽位' },
  misconceptions: rules,
  draft(chance, level, perform): Draft | null {
    const { operations, done } = countingDesign(chance, level);
    const play = new Play(operations);
    const truth = countBy(trueRule, play, operations.length);
    const before = countBy(trueRule, play, done).counts;
    const candidates = [...truth.slots].filter(
      ([object, slots]) => before.has(object) && slots.length >= 2,
    );
    const [object] = chance.pick(candidates) ?? [];
    if (object === undefined) return null;
    const names = (keys: readonly string[]): Answer =>
      namesAnswer(keys.map((key) => slotName(key, play.objects)));
    const foreseen = rules.map((id): readonly [(typeof rules)[number], Answer | null] => {
      const keys = wrongCollector(id)?.counted?.(play, operations.length)?.slots.get(object);
      return [id, keys === undefined ? null : names(keys)];
    });
    if (distractors([names(truth.slots.get(object) ?? [])], foreseen, 1) === null) return null;
    const history = perform(operations, countingSettings);
    const held = heldReferences(history, history.frame(history.recording.length));
    const answer = namesAnswer(
      held.filter(({ target }) => target === object).map(({ slot }) => slot),
    );
    const wrong = distractors([answer], foreseen, 1);
    if (wrong === null) return null;
    const rest = operations.slice(done);
    return {
      operations,
      settings: countingSettings,
      ask: afterOperation(done),
      reveal: atEnd,
      listed: false,
      prompt: {
        en: `These lines run next:\n\n${listing(rest)}\n\nWhich slots make up the count of ${mention(object)} then? Name variables as \`a\` and fields as \`B.0\`.`,
        'zh-CN': `接下来执行这几行：\n\n${listing(rest)}\n\n执行完后，${mention(object)} 的计数由哪些槽位组成？变量写作 \`a\`，字段写作 \`B.0\`。`,
      },
      explanation: {
        en: `${mention(object)} is held by {{slots(#${object})}}: {{length(slots(#${object}))}} slots, and {{count(#${object})}} is its count. Each of them holds one reference, whoever it belongs to.`,
        'zh-CN': `指着 ${mention(object)} 的槽位是：{{slots(#${object})}}，一共 {{length(slots(#${object}))}} 个，计数正是 {{count(#${object})}}。每个槽位各装一个引用，不管它属于谁。`,
      },
      form: () => ({ kind: 'text', length: 60 }),
      accepted: [answer],
      wrong,
    };
  },
};
