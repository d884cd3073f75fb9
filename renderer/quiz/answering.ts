/** Plain facts about answers that are being given. */
import type { Answer, AnswerForm } from '../../main/contract/course.ts';

/** Can this form be answered on the picture? The others are answered beside it alone. */
export function isOnStage(form: AnswerForm): boolean {
  return (
    form.kind === 'set' ||
    form.kind === 'order' ||
    form.kind === 'counts' ||
    form.kind === 'edge' ||
    form.kind === 'moment'
  );
}

/** Is everything given that the form asks for? */
export function isComplete(form: AnswerForm, value: Answer | null): boolean {
  if (value === null || value.kind !== form.kind) return false;
  switch (value.kind) {
    case 'number':
    case 'text':
      return value.text.trim() !== '';
    case 'counts': {
      const given = new Map(value.counts.map((count) => [count.object, count.text.trim()]));
      return (
        form.kind === 'counts' && form.objects.every((object) => (given.get(object) ?? '') !== '')
      );
    }
    case 'order':
      return form.kind === 'order' && value.objects.length === form.length;
    case 'set':
    case 'choice':
    case 'moment':
    case 'edge':
      return true;
  }
}

/** The objects of an order with one of them moved by one place. */
export function moved(objects: readonly number[], at: number, by: 1 | -1): number[] {
  const to = at + by;
  const result = [...objects];
  const [one, other] = [result[at], result[to]];
  if (one === undefined || other === undefined) return result;
  result[at] = other;
  result[to] = one;
  return result;
}

/** The answer with one count typed; an emptied field stays in it as empty. */
export function typedCount(
  form: AnswerForm,
  value: Answer | null,
  object: number,
  text: string,
): Answer | null {
  if (form.kind !== 'counts') return value;
  const given = new Map(
    value?.kind === 'counts' ? value.counts.map((count) => [count.object, count.text]) : [],
  );
  given.set(object, text);
  const counts = form.objects.flatMap((one) => {
    const typed = given.get(one) ?? '';
    return typed === '' ? [] : [{ object: one, text: typed }];
  });
  return counts.length === 0 ? null : { kind: 'counts', counts };
}

/** The answer that the key of a digit stands for: the nth choice, or null. */
export function choiceByDigit(form: AnswerForm, digit: number): Answer | null {
  if (form.kind === 'choice') {
    const option = form.options[digit - 1];
    return option === undefined ? null : { kind: 'choice', option: option.id };
  }
  if (form.kind === 'edge') {
    const edge = form.edges[digit - 1];
    return edge === undefined ? null : { kind: 'edge', edge: edge.id };
  }
  if (form.kind === 'moment') {
    const operation = form.operations[digit - 1];
    return operation === undefined ? null : { kind: 'moment', operation: operation.operation };
  }
  return null;
}
