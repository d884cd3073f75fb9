import { expect, test } from 'vitest';
import { Chance } from '../../random.ts';
import { performOperations } from '../../scene-runner.ts';
import { randomGraph } from '../marking/graph.ts';
import { dropped, foreseenOverflow } from './overflow.ts';

test('what is foreseen of a bounded mark stack is what the machine does', () => {
  let overflows = 0;
  for (let seed = 1; seed <= 300; seed++) {
    const limit = (seed % 2) + 1;
    const graph = randomGraph(new Chance(seed), 3, { markStackLimit: limit });
    if (graph === null) continue;
    const history = performOperations(graph.operations, graph.settings);
    const { searches } = history.frame(history.recording.length).metrics;
    const drops = dropped(history);
    expect(foreseenOverflow(graph, limit)).toEqual({ drops, searches });
    if (drops.length > 0) overflows++;
  }
  expect(overflows).toBeGreaterThan(40);
});
