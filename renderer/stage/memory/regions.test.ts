import { expect, test } from 'vitest';
import { english } from '../../i18n/en.ts';
import { regionsOf } from './regions.ts';

const parts = (frame: Partial<Parameters<typeof regionsOf>[0]>) =>
  regionsOf(
    { heapBytes: 32_768, spans: null, regions: [], ...frame },
    english.stage,
    (size) => `${size} B`,
  ).map(({ address, size, name }) => [address, size, name]);

test('a heap that is whole has one part without a name', () => {
  expect(parts({})).toEqual([[0, 32_768, null]]);
});

test('between spans and behind them lie free pages', () => {
  const spans = [
    { address: 0, size: 8192, slot: 48 },
    { address: 16_384, size: 8192, slot: 8192 },
  ];
  expect(parts({ spans })).toEqual([
    [0, 8192, 'Span of slots of 48 B'],
    [8192, 8192, 'Free pages'],
    [16_384, 8192, 'Span of slots of 8192 B'],
    [24_576, 8192, 'Free pages'],
  ]);
  expect(parts({ spans: [] })).toEqual([[0, 32_768, 'Free pages']]);
});

test('while a question is open the size of slots is not told', () => {
  const spans = [{ address: 0, size: 8192, slot: 48 }];
  const frame = { heapBytes: 8192, spans, regions: [] };
  expect(regionsOf(frame, english.stage, null)).toEqual([{ address: 0, size: 8192, name: 'Span' }]);
});

test('the halves of a copying collector are named', () => {
  const regions = [
    { name: 'reserve', address: 0, size: 16_384 },
    { name: 'half', address: 16_384, size: 16_384 },
  ] as const;
  expect(parts({ regions }).map(([, , name]) => name)).toEqual([
    english.stage.regions.reserve,
    english.stage.regions.half,
  ]);
});
