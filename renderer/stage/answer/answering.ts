/**
 * Answers given on the picture. What a click or a key does to the answer, and how an object or an
 * arrow is drawn because of it; the components only ask here.
 */
import type { Answer, AnswerForm, Verdict } from '../../../main/contract/course.ts';
import type { Edge } from '../edges.ts';

export interface StageAnswer {
  readonly form: AnswerForm;
  readonly value: Answer | null;
  readonly onchange: (value: Answer | null) => void;
  /** Once it is there, the answer can't be changed any more. */
  readonly verdict: Verdict | null;
}

export type Judged = 'right' | 'wrong' | 'missed';

/** How one object takes part in the answer. */
export interface ObjectMark {
  /** Can it be chosen? */
  readonly candidate: boolean;
  readonly chosen: boolean;
  /** Its place in the order, from 1. */
  readonly place: number | null;
  /** What was typed on it; null where no number is asked for. */
  readonly typed: string | null;
  readonly judged: Judged | null;
  /** What would have been right, where it was not. */
  readonly correct: string | null;
}

const noMark: ObjectMark = {
  candidate: false,
  chosen: false,
  place: null,
  typed: null,
  judged: null,
  correct: null,
};

export function markOf(answer: StageAnswer | null, object: number): ObjectMark {
  if (answer === null) return noMark;
  const { form, value, verdict } = answer;
  if (form.kind === 'set') {
    const chosen = value?.kind === 'set' && value.objects.includes(object);
    const belongs = verdict?.correct.kind === 'set' && verdict.correct.objects.includes(object);
    const judged =
      verdict === null || (!chosen && !belongs)
        ? null
        : chosen && belongs
          ? 'right'
          : chosen
            ? 'wrong'
            : 'missed';
    return { ...noMark, candidate: form.candidates.includes(object), chosen, judged };
  }
  if (form.kind === 'order') {
    const place = value?.kind === 'order' ? value.objects.indexOf(object) + 1 : 0;
    const correct =
      verdict?.correct.kind === 'order' ? verdict.correct.objects.indexOf(object) + 1 : 0;
    const judged =
      verdict === null || (place === 0 && correct === 0)
        ? null
        : place === correct
          ? 'right'
          : place === 0
            ? 'missed'
            : 'wrong';
    return {
      ...noMark,
      candidate: form.candidates.includes(object),
      chosen: place > 0,
      place: place > 0 ? place : null,
      judged,
      correct: judged !== null && judged !== 'right' && correct > 0 ? String(correct) : null,
    };
  }
  if (form.kind === 'counts') {
    if (!form.objects.includes(object)) return noMark;
    const typed =
      value?.kind === 'counts'
        ? (value.counts.find((one) => one.object === object)?.text ?? '')
        : '';
    const correct =
      verdict?.correct.kind === 'counts'
        ? (verdict.correct.counts.find((one) => one.object === object)?.text ?? null)
        : null;
    const judged = correct === null ? null : sameNumber(typed, correct) ? 'right' : 'wrong';
    return {
      ...noMark,
      candidate: true,
      typed,
      judged,
      correct: judged === 'wrong' ? correct : null,
    };
  }
  return noMark;
}

/** The answer after a click on an object; the same one where the click means nothing. */
export function withObject(answer: StageAnswer, object: number): Answer | null {
  const { form, value, verdict } = answer;
  if (verdict !== null) return value;
  if (form.kind === 'set' && form.candidates.includes(object)) {
    const before = value?.kind === 'set' ? value.objects : [];
    const objects = before.includes(object)
      ? before.filter((one) => one !== object)
      : [...before, object];
    return objects.length === 0 ? null : { kind: 'set', objects };
  }
  if (form.kind === 'order' && form.candidates.includes(object)) {
    const before = value?.kind === 'order' ? value.objects : [];
    if (before.at(-1) === object) return withoutLast(answer);
    if (before.includes(object) || before.length >= form.length) return value;
    return { kind: 'order', objects: [...before, object] };
  }
  return value;
}

/** The order without its last object. */
export function withoutLast({ form, value, verdict }: StageAnswer): Answer | null {
  if (verdict !== null || form.kind !== 'order' || value?.kind !== 'order') return value;
  const objects = value.objects.slice(0, -1);
  return objects.length === 0 ? null : { kind: 'order', objects };
}

export function withCount(
  { form, value, verdict }: StageAnswer,
  object: number,
  text: string,
): Answer | null {
  if (verdict !== null || form.kind !== 'counts') return value;
  const before = value?.kind === 'counts' ? value.counts : [];
  const counts = form.objects
    .map((one) => ({
      object: one,
      text: one === object ? text : (before.find((old) => old.object === one)?.text ?? ''),
    }))
    .filter((one) => one.text !== '');
  return counts.length === 0 ? null : { kind: 'counts', counts };
}

/** The choice of the form that an arrow of the picture stands for. */
export function choiceOf(form: AnswerForm, edge: Edge): string | null {
  if (form.kind !== 'edge') return null;
  const { holder } = edge;
  const choice = form.edges.find((one) =>
    holder.kind === 'field'
      ? one.object === holder.object && one.field === holder.field
      : one.object === null && one.slot === holder.slot && one.target === edge.target,
  );
  return choice?.id ?? null;
}

export interface ChoiceMark {
  readonly candidate: boolean;
  readonly chosen: boolean;
  readonly judged: Judged | null;
}

/** How an arrow or an operation (by its choice) takes part in the answer. */
export function choiceMark({ value, verdict }: StageAnswer, choice: string | number): ChoiceMark {
  const given = chosenOf(value);
  const correct = chosenOf(verdict?.correct ?? null);
  const chosen = given === choice;
  const judged =
    verdict === null || (!chosen && correct !== choice)
      ? null
      : chosen && correct === choice
        ? 'right'
        : chosen
          ? 'wrong'
          : 'missed';
  return { candidate: true, chosen, judged };
}

function chosenOf(value: Answer | null): string | number | null {
  if (value?.kind === 'edge') return value.edge;
  return value?.kind === 'moment' ? value.operation : null;
}

/** How much of the answer is given: objects, numbers or choices, of how many. */
export function progressOf({ form, value }: StageAnswer): {
  readonly given: number;
  readonly of: number;
} {
  if (form.kind === 'set')
    return { given: value?.kind === 'set' ? value.objects.length : 0, of: form.candidates.length };
  if (form.kind === 'order')
    return { given: value?.kind === 'order' ? value.objects.length : 0, of: form.length };
  if (form.kind === 'counts')
    return { given: value?.kind === 'counts' ? value.counts.length : 0, of: form.objects.length };
  return { given: value === null ? 0 : 1, of: 1 };
}

/** Is this form answered on the stage at all? */
export function onStage(form: AnswerForm): boolean {
  return form.kind !== 'choice' && form.kind !== 'number' && form.kind !== 'text';
}

/** As the grader reads numbers: spaces, leading zeros and full-width digits don't matter. */
function sameNumber(typed: string, correct: string): boolean {
  const plain = (text: string): string =>
    text
      .normalize('NFKC')
      .replace(/\s/g, '')
      .replace(/^(-?)0+(?=\d)/, '$1');
  return plain(typed) === plain(correct);
}
