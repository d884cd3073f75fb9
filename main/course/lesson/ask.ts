/** The question of a step, with its answers computed from its scene. */
import type { Answer, AnswerForm, Language } from '../../contract/course.ts';
import type { ObjectId } from '../../simulator/event.ts';
import type { Operation } from '../../simulator/operation.ts';
import { parseScript } from '../../simulator/script.ts';
import { evaluate } from '../expression/evaluate.ts';
import { heldReferences } from '../expression/scope.ts';
import type { Expression } from '../expression/syntax.ts';
import { ExpressionError } from '../expression/syntax.ts';
import type { Value } from '../expression/values.ts';
import {
  asBoolean,
  asList,
  asNumber,
  asObject,
  asText,
  isList,
  numberText,
} from '../expression/values.ts';
import type { Ask, Scene, Step } from '../format/course.ts';
import type { Filling } from '../format/template.ts';
import { fill } from '../format/template.ts';
import type { History } from '../history.ts';
import { HistoryError } from '../history.ts';
import {
  edgeAnswer,
  momentAnswer,
  namesAnswer,
  orderAnswer,
  setAnswer,
} from '../question/answers.ts';
import { Chance, hashOf } from '../random.ts';
import { assignmentText } from '../script.ts';

export interface AskMoment {
  readonly history: History;
  readonly scene: Scene;
  /** Positions before and after the reveal. */
  readonly seq: number;
  readonly revealSeq: number;
}

/** A wrong answer that was foreseen; `option` is its place among the step's options. */
export interface ForeseenAnswer {
  readonly answer: Answer;
  readonly misconception: string | null;
  readonly option: number;
}

export interface AskAnswers {
  readonly accepted: readonly Answer[];
  readonly foreseen: readonly ForeseenAnswer[];
}

const optionId = (at: number): string => `option-${at + 1}`;

function namesOf(value: Value, where: string): readonly string[] {
  return (isList(value) ? value : [value]).map((item) => asText(item, where));
}

function countsOf(value: Value): Answer {
  const counts = asList(value, 'answer').map((pair) => {
    const [object = null, count = null] = asList(pair, 'answer');
    return { object: asObject(object, 'answer'), text: String(asNumber(count, 'answer')) };
  });
  return { kind: 'counts', counts };
}

/** A value of an expression as answers of a form; an edge may have several. */
function answersOf(form: Exclude<Ask['form'], 'choice'>, value: Value): readonly Answer[] {
  const objects = (): readonly ObjectId[] =>
    asList(value, 'answer').map((item) => asObject(item, 'answer'));
  switch (form) {
    case 'number':
      return [{ kind: 'number', text: numberText(asNumber(value, 'answer')) }];
    case 'text':
      return [namesAnswer(namesOf(value, 'answer'))];
    case 'counts':
      return [countsOf(value)];
    case 'set':
      return [setAnswer(objects())];
    case 'order':
      return [orderAnswer(objects())];
    case 'moment':
      return [momentAnswer(asNumber(value, 'answer'))];
    case 'edge':
      return namesOf(value, 'answer').map(edgeAnswer);
  }
}

function valueAt(expression: Expression, { history, revealSeq }: AskMoment): Value {
  return evaluate(expression, { history, seq: revealSeq });
}

/** Throws an ExpressionError or a HistoryError with a sentence for the author. */
export function answersToAsk(ask: Ask, moment: AskMoment): AskAnswers {
  if (ask.form === 'choice') {
    const options = ask.options.map(({ condition, misconception }, option) => ({
      answer: { kind: 'choice', option: optionId(option) } as const,
      misconception,
      option,
      right:
        typeof condition === 'boolean'
          ? condition
          : asBoolean(valueAt(condition, moment), 'an option'),
    }));
    return {
      accepted: options.filter(({ right }) => right).map(({ answer }) => answer),
      foreseen: options.filter(({ right }) => !right),
    };
  }
  const { form } = ask;
  if (ask.answer === null) throw new ExpressionError('the question has no answer');
  return {
    accepted: answersOf(form, valueAt(ask.answer, moment)),
    foreseen: ask.options.flatMap(({ condition, misconception }, option) => {
      if (typeof condition === 'boolean') return [];
      return answersOf(form, valueAt(condition, moment)).map((answer) => ({
        answer,
        misconception,
        option,
      }));
    }),
  };
}

function operationsOf(scene: Scene): readonly Operation[] {
  const parsed = scene.source.kind === 'operations' ? parseScript(scene.source.text) : null;
  if (parsed === null || !parsed.ok)
    throw new HistoryError('only the operations of a script can be chosen from');
  return parsed.lines.map(({ operation }) => operation);
}

/** The same options in the same mixed order on every machine and in every language. */
function mixedOptions(step: Step, lesson: string): readonly number[] {
  return new Chance(hashOf(`${lesson}/${step.id}`)).shuffled(
    (step.ask?.options ?? []).map((_, at) => at),
  );
}

export function formOfAsk(
  lesson: string,
  step: Step,
  ask: Ask,
  moment: AskMoment,
  language: Language,
  filling: Filling,
): AnswerForm {
  const { history, scene, seq } = moment;
  const value = (): Value | null =>
    ask.from === null ? null : evaluate(ask.from, { history, seq });
  const candidates = (): ObjectId[] => {
    const from = value();
    if (from === null) return history.frame(seq).objects.map(({ id }) => id);
    return asList(from, 'from').map((item) => asObject(item, 'from'));
  };
  const { accepted } = answersToAsk(ask, moment);
  const right = accepted[0];
  const text = step.texts[language];
  switch (ask.form) {
    case 'choice':
      return {
        kind: 'choice',
        options: mixedOptions(step, lesson).map((at) => ({
          id: optionId(at),
          text: fill(text.options[at]?.text ?? [], filling),
        })),
      };
    case 'number':
      return { kind: 'number', unit: text.attributes.values.get('unit') ?? null };
    case 'text':
      return { kind: 'text', length: 60 };
    case 'counts':
      return {
        kind: 'counts',
        objects: right?.kind === 'counts' ? right.counts.map(({ object }) => object) : [],
      };
    case 'set':
      return { kind: 'set', candidates: candidates() };
    case 'order':
      return {
        kind: 'order',
        candidates: candidates(),
        length: right?.kind === 'order' ? right.objects.length : 0,
      };
    case 'moment': {
      const first = value();
      const from = first === null ? history.frame(seq).op + 1 : asNumber(first, 'from');
      return {
        kind: 'moment',
        operations: operationsOf(scene).flatMap((operation, at) =>
          at + 1 < from ? [] : [{ operation: at + 1, text: assignmentText(operation) }],
        ),
      };
    }
    case 'edge': {
      const frame = history.frame(seq);
      return {
        kind: 'edge',
        edges: heldReferences(history, frame).map(({ slot, target }) => {
          const [holder, field] = slot.split('.');
          const object =
            field === undefined
              ? null
              : (frame.objects.find(({ id }) => history.nameOf(id) === holder)?.id ?? null);
          return {
            id: slot,
            text: `${slot} → ${history.nameOf(target)}`,
            object,
            field: field === undefined ? null : Number(field),
            slot: field === undefined ? slot : null,
            target,
          };
        }),
      };
    }
  }
}
