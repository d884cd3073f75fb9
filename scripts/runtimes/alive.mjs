/*
 * Builds generated graphs of real objects and asks V8 which are alive once only the roots are kept
 * (`v8.queryObjects`, Node 20.13 and later). Reads a JSON list of graphs, writes the ids alive in each.
 */
import { readFileSync } from 'node:fs';
import { queryObjects } from 'node:v8';

/** @typedef {{ fields: number[][], roots: number[] }} Graph */

/** A class of its own for each graph, made where nothing else is in scope that it could keep. */
function probeClass() {
  return class Probe {
    /** @param {number} id */
    constructor(id) {
      this.id = id;
    }
  };
}

/**
 * What the roots hold: nothing else refers to any object of the graph.
 *
 * @param {ReturnType<typeof probeClass>} Probe
 * @param {Graph} graph
 */
function build(Probe, { fields, roots }) {
  /** @type {object[]} */
  const objects = [];
  for (let id = 1; id <= fields.length; id += 1) objects.push(new Probe(id));
  for (const [index, targets] of fields.entries())
    for (const [field, target] of targets.entries())
      Object.assign(objects[index] ?? {}, { [`f${field}`]: objects[target - 1] ?? null });
  /** @type {(object | undefined)[]} */
  const held = [];
  for (const root of roots) held.push(objects[root - 1]);
  return held;
}

const results = [];
/** @type {Graph[]} */
const graphs = JSON.parse(readFileSync(0, 'utf8'));
for (const graph of graphs) {
  const Probe = probeClass();
  const held = build(Probe, graph);
  // What is still on the stack of this turn is kept: look in the next one.
  await new Promise((resolve) => setImmediate(resolve));
  const found = queryObjects(Probe, { format: 'summary' });
  const ids = found.map((text) => Number(/\bid: (\d+)/.exec(text)?.[1] ?? 0));
  results.push(ids.filter((id) => id > 0).sort((one, other) => one - other));
  if (held.length !== graph.roots.length) throw new Error('a root was lost');
}
process.stdout.write(JSON.stringify({ by: `Node ${process.versions.node}`, results }));
