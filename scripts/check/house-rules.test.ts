import { expect, test } from 'vitest';
import { houseViolations, lineLimit, lockViolations } from './house-rules.ts';

function of(path: string, text = ''): readonly string[] {
  return houseViolations([{ path, text }]);
}

test('a file may have the lines that are allowed, and not one more', () => {
  expect(of('main/simulator/heap.ts', 'x\n'.repeat(lineLimit))).toEqual([]);
  expect(of('main/simulator/heap.ts', 'x\n'.repeat(lineLimit + 1))).toEqual([
    `main/simulator/heap.ts: ${lineLimit + 1} lines, ${lineLimit} are allowed. Give the second idea its own file.`,
  ]);
  expect(of('main/simulator/heap.laws.test.ts', 'x\n'.repeat(lineLimit + 1))).toEqual([]);
});

test('names that say nothing, and names in the wrong dress, are refused', () => {
  expect(of('main/simulator/utils.ts')).toHaveLength(1);
  expect(of('main/simulator/heapState.ts')).toHaveLength(1);
  expect(of('renderer/stage/memory-view.svelte')).toHaveLength(1);
  expect(of('renderer/i18n/zh-CN.ts')).toEqual([]);
  expect(of('renderer/stage/run-view.svelte.ts')).toEqual([]);
  expect(of('renderer/stage/MemoryView.svelte')).toEqual([]);
});

test('a folder of one machine is refused, by its line', () => {
  expect(of('main/files/disk.ts', "\nconst folder = '/home/ada/heap';\n")).toEqual([
    'main/files/disk.ts:2: names a folder of one machine. Take it from the system.',
  ]);
});

test('a download address in the lock file is refused', () => {
  expect(lockViolations('{\n "resolved": "https://registry.example/x.tgz"\n}')).toHaveLength(1);
  expect(lockViolations('{\n "integrity": "sha512-x"\n}')).toEqual([]);
});
