import { expect, test } from 'vitest';
import { openScene } from '../testing/scene.ts';
import { groups, valueOf } from './groups.ts';

test('every figure of a frame stands in one group', async () => {
  const { view } = openScene(5);
  await expect.poll(() => view.frame?.seq).toBe(5);
  const metrics = view.frame?.metrics;
  if (metrics === undefined) throw new Error('There is no frame.');
  const { objects, ...plain } = metrics;
  const all = [...Object.keys(plain), ...Object.keys(objects).map((name) => `objects.${name}`)];
  const shown = groups.flatMap(({ figures }) => figures.map(([name]) => name));
  expect([...shown].sort()).toEqual([...all].sort());
  for (const name of shown) expect(valueOf(metrics, name)).not.toBeUndefined();
});
