import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { timed } from './clock.ts';
import { countedWrites } from './counted-writes.ts';
import { fieldsEach, graphNames, graphTargets } from './graphs.ts';
import type { GraphName } from './graphs.ts';
import { MapSimulator } from './maps.ts';
import { loopProgram } from './programs.ts';
import { Stepper } from './stepper.ts';
import { passesEach, writesOf } from './writes.ts';

/** A real object of V8. */
class Node {
  a: Node | null = null;
  b: Node | null = null;
  c: Node | null = null;
}

/** What keeps the real graph alive. */
const kept: unknown[] = [];

function collectOfV8(name: GraphName, count: number): () => void {
  const collect = (globalThis as { gc?: () => void }).gc;
  if (collect === undefined) throw new Error('V8 was not started with --expose-gc.');
  const targets = graphTargets(name, count);
  kept.push(firstOf(targets, count));
  collect();
  collect();
  return collect;
}

/** Builds the graph and hands out its root alone, so that nothing else keeps the objects. */
function firstOf(targets: Int32Array, count: number): Node | undefined {
  const nodes = Array.from({ length: count }, () => new Node());
  for (const [index, node] of nodes.entries()) {
    node.a = nodes[targets[index * fieldsEach] as number] ?? null;
    node.b = nodes[targets[index * fieldsEach + 1] as number] ?? null;
    node.c = nodes[targets[index * fieldsEach + 2] as number] ?? null;
  }
  return nodes[0];
}

function collectOfMaps(name: GraphName, count: number): () => void {
  const simulator = new MapSimulator(graphTargets(name, count), fieldsEach);
  simulator.collect();
  return () => simulator.collect();
}

function writesOfMaps(count: number): () => void {
  const simulator = new MapSimulator(graphTargets('random', count), fieldsEach);
  const { owners, targets } = writesOf(count);
  return () => {
    for (let pass = 0; pass < passesEach; pass += 1) {
      simulator.events = [];
      for (let index = 0; index < owners.length; index += 1)
        simulator.write(owners[index] as number, index % fieldsEach, targets[index] as number);
    }
  };
}

function stepsOfGenerators(iterations: number): () => void {
  const stepper = new Stepper(loopProgram(iterations));
  return () => {
    stepper.events = [];
    const steps = stepper.run();
    while (steps.next().done !== true);
  };
}

/** A round of a part, and what it has to say before the first one. */
function partOf(
  kind: string | undefined,
  name: GraphName,
  count: number,
): { readonly round: () => void; readonly greeting: string } {
  if (kind !== 'counted-writes') return { round: roundOf(kind, name, count), greeting: 'ready' };
  const { round, bytesEach } = countedWrites(count);
  round();
  return { round, greeting: String(bytesEach()) };
}

function roundOf(kind: string | undefined, name: GraphName, count: number): () => void {
  if (kind === 'v8') return collectOfV8(name, count);
  if (kind === 'stepper') return stepsOfGenerators(count);
  return kind === 'maps' ? collectOfMaps(name, count) : writesOfMaps(count);
}

/** `heapwise bench --part KIND GRAPH COUNT`: builds what it is asked for, then does a round for each line it reads. */
export async function servePart(words: readonly string[]): Promise<void> {
  const [kind, graph, count] = words;
  const name = graphNames.find((candidate) => candidate === graph) ?? 'random';
  const { round, greeting } = partOf(kind, name, Number(count));
  process.stdout.write(`${greeting}\n`);
  const lines = createInterface({ input: process.stdin });
  lines.on('line', () => process.stdout.write(`${timed(round)}\n`));
  await once(lines, 'close');
}
