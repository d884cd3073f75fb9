import { expect, test } from 'vitest';
import { changesOf } from './changes.ts';
import type { Frame, HeapEvent } from './frame.ts';

const object = (id: number, count: number, fields: (number | null)[] = []) =>
  ({
    id,
    type: 'T',
    address: id * 16,
    size: 16,
    payload: 8,
    fields,
    fieldCount: fields.length,
    count,
    colour: null,
    state: 'live',
    unreachableSince: null,
  }) as const;
function frame(
  seq: number,
  objects: Frame['objects'],
  a: number | null,
  event: HeapEvent | null = null,
): Frame {
  return {
    seq,
    event,
    objects,
    blocks: objects.map((one) => ({ address: one.address, size: 16, object: one.id })),
    roots: [{ name: 'main', kind: 'frame', line: null, slots: [{ name: 'a', target: a }] }],
  } as unknown as Frame;
}

test('after a step everything that differs stands out: counts, new objects, stored and cut references', () => {
  const changes = changesOf(
    frame(1, [object(1, 1, [null])], 1),
    frame(2, [object(1, 2, [2]), object(2, 1)], null),
    'step',
  );
  expect([...changes.objects]).toEqual([1, 2]);
  expect([...changes.stored]).toEqual(['f:1.0']);
  expect(changes.cut.map((edge) => [edge.key, edge.target])).toEqual([['r:0/main/a', 1]]);
  expect([...changes.addresses]).toEqual([32]);
});

test('after a jump only what the event itself says stands out', () => {
  const event: HeapEvent = {
    seq: 9,
    op: 4,
    event: 'root',
    frame: 'main',
    slot: 'a',
    from: null,
    to: 1,
  };
  const changes = changesOf(frame(1, [], null), frame(9, [object(1, 1)], 1, event), 'jump');
  expect([[...changes.objects], [...changes.stored], changes.cut]).toEqual([
    [],
    ['r:0/main/a'],
    [],
  ]);
});
