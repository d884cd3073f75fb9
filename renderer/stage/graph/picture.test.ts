import { expect, test } from 'vitest';
import { noChanges } from '../changes.ts';
import type { Frame } from '../frame.ts';
import { History } from '../history.ts';
import { sceneEvents } from '../testing/scene.ts';
import { operationAt, pictureOf } from './picture.ts';
import { place } from './placement.ts';
import { boxOf, rounded, route, sizes } from './routing.ts';

const object = (id: number, fields: (number | null)[]) =>
  ({
    id,
    type: 'T',
    address: 0,
    size: 16,
    payload: 8,
    fields,
    fieldCount: fields.length,
    count: null,
    colour: null,
    state: 'live',
    unreachableSince: null,
  }) as const;
function frame(objects: Frame['objects'], seq = 9, op = 3): Frame {
  return {
    seq,
    op,
    objects,
    roots: [
      { name: 'globals', kind: 'globals', line: null, slots: [] },
      {
        name: 'main',
        kind: 'frame',
        line: null,
        slots: [
          { name: 'a', target: 1 },
          { name: 'b', target: null },
        ],
      },
    ],
  } as unknown as Frame;
}

test('slots of one name are told apart: the words of one variable, or variables of nested blocks', () => {
  const lives = new Map([1, 2].map((id) => [id, { object: id, born: id, freed: null }]));
  const placement = place(new Map(), { lives, edges: new Map() });
  const [globals, main] = frame([]).roots;
  const roots = [globals, { ...main, slots: [1, 2, 1].map((target) => ({ name: 't', target })) }];
  const picture = pictureOf(
    { ...frame([object(1, []), object(2, [])]), roots } as Frame,
    placement,
    noChanges,
    { lives, ends: [] },
  );
  const keys = ['r:1/main/t', 'r:1/main/t#2', 'r:1/main/t#3'];
  expect(picture.arrows.map((arrow) => arrow.key)).toEqual(keys);
  expect(picture.cards.flatMap(({ slots }) => slots.map(({ key }) => key))).toEqual(keys);
  expect(new Set(picture.arrows.map((arrow) => arrow.path)).size).toBe(3);
});

test('arrows go from slots and fields to objects, each with a key of its own, also two to the same object', () => {
  const lives = new Map([1, 2].map((id) => [id, { object: id, born: id, freed: null }]));
  const placement = place(new Map(), { lives, edges: new Map([[1, new Set([2, 1])]]) });
  const picture = pictureOf(frame([object(1, [2, 2, 1]), object(2, [])]), placement, noChanges, {
    lives,
    ends: [],
  });
  expect(picture.arrows.map((arrow) => arrow.key)).toEqual([
    'r:1/main/a',
    'f:1.0',
    'f:1.1',
    'f:1.2',
  ]);
  expect(new Set(picture.arrows.map((arrow) => arrow.path)).size).toBe(4);
  expect(picture.cards.map((card) => card.name)).toEqual(['main']);
});

test('what was reclaimed leaves a trace that fades with the operations and is gone in the end', () => {
  const lives = new Map([[1, { object: 1, born: 1, freed: 4 }]]);
  const placement = place(new Map(), { lives, edges: new Map() });
  const at = (seq: number, op: number) =>
    pictureOf(frame([], seq, op), placement, noChanges, { lives, ends: [0, 2, 5, 9] }).traces.map(
      (trace) => trace.strength,
    );
  expect(at(3, 1)).toEqual([]);
  expect(at(4, 2)).toEqual([1]);
  expect(at(9, 6)).toEqual([0.5]);
  expect(at(99, 20)).toEqual([]);
});

test('the frame of the picture is that of the whole run', () => {
  const lives = new Map(
    [1, 2, 3, 4, 5, 6].map((id) => [id, { object: id, born: id, freed: null }]),
  );
  const placement = place(new Map(), { lives, edges: new Map() });
  const few = pictureOf(frame([object(1, [])]), placement, noChanges, { lives, ends: [] });
  const many = pictureOf(
    frame([...lives.keys()].map((id) => object(id, []))),
    placement,
    noChanges,
    { lives, ends: [] },
  );
  expect([few.width, few.height]).toEqual([many.width, many.height]);
});

test('an arrow that is not to the next column keeps to the gaps between the objects', () => {
  const inside = (x: number, y: number) =>
    [0, 1, 2, 3].some((column) =>
      [0, 1, 2].some((row) => {
        const box = boxOf({ column, row });
        return (
          x > box.x && x < box.x + sizes.node.width && y > box.y && y < box.y + sizes.node.height
        );
      }),
    );
  for (const [column, row, target] of [
    [0, 0, { column: 2, row: 0 }],
    [0, 0, { column: 3, row: 2 }],
    [3, 1, { column: 0, row: 1 }],
    [2, 2, { column: 1, row: 0 }],
  ] as const) {
    const box = boxOf({ column, row });
    const { path } = route(
      { x: box.x + sizes.node.width, y: box.y + sizes.node.height / 2 },
      column,
      row,
      target,
      3,
    );
    const corners = [...path.matchAll(/[ML]([\d.]+),([\d.]+)/g)].map(
      (found) => [Number(found[1]), Number(found[2])] as const,
    );
    expect(corners.some(([x, y]) => inside(x, y))).toBe(false);
  }
});

test('corners are rounded no further than the lines are long', () => {
  expect(
    rounded([
      { x: 0, y: 0 },
      { x: 10, y: 0 },
      { x: 10, y: 4 },
    ]),
  ).toBe('M0,0L5,0Q10,0 10,2L10,4');
});

test('a history knows lives, references, the ends of operations and the highest address', () => {
  const history = new History();
  history.add(sceneEvents);
  history.add(sceneEvents);
  expect([
    history.length,
    history.ends,
    history.highest,
    [...history.lives.keys()],
    [...(history.edges.get(1) ?? [])],
  ]).toEqual([6, [0, 2, 3, 5, 6], 40, [1, 2], [2]]);
  expect([1, 3, 4, 6].map((seq) => operationAt(history.ends, seq))).toEqual([1, 2, 3, 4]);
});
