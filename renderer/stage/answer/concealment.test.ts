import { expect, test } from 'vitest';
import type { Frame } from '../frame.ts';
import type { StageAnswer } from './answering.ts';
import { concealed, tells } from './concealment.ts';

const object = {
  id: 1,
  type: 'Node',
  address: 0,
  size: 16,
  payload: 8,
  fields: [],
  fieldCount: 0,
  count: 2,
  colour: null,
  state: 'garbage',
  unreachableSince: 4,
} as const;
const frame = {
  seq: 9,
  objects: [object, { ...object, id: 2, state: 'dead' }],
  cells: new Uint8Array([0, 1, 2, 3]),
} as unknown as Frame;
const open: StageAnswer = {
  form: { kind: 'counts', objects: [1] },
  value: null,
  onchange: () => undefined,
  verdict: null,
};
const judged: StageAnswer = {
  ...open,
  verdict: {
    right: true,
    correct: { kind: 'counts', counts: [] },
    correctText: [],
    explanation: [],
    misconception: null,
    replay: null,
    wrongReplay: null,
  },
};

test('an open question hides which objects are garbage and the counts it asks for', () => {
  const shown = concealed(frame, open);
  expect(
    shown.objects.map(({ state, count, unreachableSince }) => [state, count, unreachableSince]),
  ).toEqual([
    ['unknown', null, null],
    ['unknown', 2, null],
  ]);
  expect([...(shown.cells ?? [])]).toEqual([0, 1, 1, 3]);
});

test('after the verdict, and where nothing is asked, everything is shown', () => {
  expect(concealed(frame, judged)).toBe(frame);
  expect(concealed(frame, null)).toBe(frame);
});

test('the words of an event are kept back only where they say an asked count', () => {
  const event = { seq: 1, op: 1, event: 'dec', object: 1, count: 1 } as const;
  expect([tells(event, open), tells({ ...event, object: 2 }, open), tells(event, judged)]).toEqual([
    true,
    false,
    false,
  ]);
});
