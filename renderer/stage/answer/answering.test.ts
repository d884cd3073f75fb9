import { describe, expect, test } from 'vitest';
import type { Answer, AnswerForm, Verdict } from '../../../main/contract/course.ts';
import {
  choiceMark,
  choiceOf,
  markOf,
  withCount,
  withObject,
  withoutLast,
  type StageAnswer,
} from './answering.ts';

function answering(
  form: AnswerForm,
  value: Answer | null = null,
  correct: Answer | null = null,
): StageAnswer {
  const verdict: Verdict | null =
    correct === null
      ? null
      : {
          right: false,
          correct,
          correctText: [],
          explanation: [],
          misconception: null,
          replay: null,
          wrongReplay: null,
        };
  return { form, value, onchange: () => undefined, verdict };
}

describe('answering on the picture', () => {
  test('a set: a click takes an object in, the next one takes it out, and others are not asked about', () => {
    const form: AnswerForm = { kind: 'set', candidates: [1, 2, 3] };
    const one = withObject(answering(form), 2);
    expect(one).toEqual({ kind: 'set', objects: [2] });
    expect(withObject(answering({ kind: 'set', candidates: [1, 2, 3] }, one), 2)).toBeNull();
    expect(withObject(answering({ kind: 'set', candidates: [1, 2, 3] }, one), 9)).toEqual(one);
  });

  test('a set after the verdict shows what was right, wrong and missed, and stays as it is', () => {
    const answer = answering(
      { kind: 'set', candidates: [1, 2, 3, 4] },
      { kind: 'set', objects: [1, 2] },
      { kind: 'set', objects: [2, 3] },
    );
    expect([1, 2, 3, 4].map((object) => markOf(answer, object).judged)).toEqual([
      'wrong',
      'right',
      'missed',
      null,
    ]);
    expect(withObject(answer, 4)).toEqual({ kind: 'set', objects: [1, 2] });
  });

  test('an order: clicks number the objects, a click on the last or Backspace takes it back, it never grows too long', () => {
    const form: AnswerForm = { kind: 'order', candidates: [1, 2, 3], length: 2 };
    const value: Answer = { kind: 'order', objects: [3, 1] };
    expect(withObject(answering(form, { kind: 'order', objects: [3] }), 1)).toEqual(value);
    expect(withObject(answering(form, value), 2)).toEqual(value);
    expect(withObject(answering(form, value), 1)).toEqual({ kind: 'order', objects: [3] });
    expect(withoutLast(answering(form, { kind: 'order', objects: [3] }))).toBeNull();
    expect(markOf(answering(form, value), 1)).toMatchObject({ chosen: true, place: 2 });
  });

  test('an order after the verdict says at which place an object belongs', () => {
    const answer = answering(
      { kind: 'order', candidates: [1, 2, 3], length: 3 },
      { kind: 'order', objects: [1, 3, 2] },
      { kind: 'order', objects: [1, 2, 3] },
    );
    expect(markOf(answer, 1)).toMatchObject({ judged: 'right', correct: null });
    expect(markOf(answer, 3)).toMatchObject({ place: 2, judged: 'wrong', correct: '3' });
  });

  test('numbers on objects: kept as typed, in the order asked, and an emptied field is no answer', () => {
    const form: AnswerForm = { kind: 'counts', objects: [5, 4] };
    const typed = withCount(
      answering(form, { kind: 'counts', counts: [{ object: 4, text: ' 2' }] }),
      5,
      '１',
    );
    expect(typed).toEqual({
      kind: 'counts',
      counts: [
        { object: 5, text: '１' },
        { object: 4, text: ' 2' },
      ],
    });
    expect(
      withCount(answering(form, { kind: 'counts', counts: [{ object: 4, text: '2' }] }), 4, ''),
    ).toBeNull();
    const judged = answering(form, typed, {
      kind: 'counts',
      counts: [
        { object: 5, text: '1' },
        { object: 4, text: '3' },
      ],
    });
    expect([markOf(judged, 5).judged, markOf(judged, 4)]).toEqual([
      'right',
      expect.objectContaining({ judged: 'wrong', correct: '3', typed: ' 2' }),
    ]);
  });

  test('an arrow stands for the choice with the same holder', () => {
    const form: AnswerForm = {
      kind: 'edge',
      edges: [
        { id: 'x', text: '', object: 1, field: 0, slot: null, target: 2 },
        { id: 'y', text: '', object: null, field: null, slot: 'a', target: 1 },
      ],
    };
    expect(
      choiceOf(form, { key: '', holder: { kind: 'field', object: 1, field: 0 }, target: 2 }),
    ).toBe('x');
    expect(
      choiceOf(form, {
        key: '',
        holder: { kind: 'root', depth: 0, frame: 'main', slot: 'a', ordinal: 0 },
        target: 1,
      }),
    ).toBe('y');
    expect(
      choiceOf(form, { key: '', holder: { kind: 'field', object: 1, field: 1 }, target: 2 }),
    ).toBeNull();
    const judged = answering(form, { kind: 'edge', edge: 'x' }, { kind: 'edge', edge: 'y' });
    expect([choiceMark(judged, 'x').judged, choiceMark(judged, 'y').judged]).toEqual([
      'wrong',
      'missed',
    ]);
  });
});
