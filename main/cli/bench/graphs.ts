import { makeKernel } from '../../kernel/make-kernel.ts';
import { Machine } from '../../simulator/machine.ts';
import type { MachineOptions } from '../../simulator/machine.ts';
import { defaultSettings } from '../../simulator/settings.ts';
import type { HeapSettings } from '../../simulator/settings.ts';

/** Pointer fields of every object of a graph. */
export const fieldsEach = 3;

/** Shapes of graphs that are measured; `-shuffled` ones are linked in an order that is not that of allocation. */
export const graphNames = ['random', 'tree', 'tree-shuffled', 'list', 'list-shuffled'] as const;
export type GraphName = (typeof graphNames)[number];

/** Targets of `fieldsEach` fields of each object, by index; −1 for nil. The root refers to object 0. */
export function graphTargets(name: GraphName, count: number): Int32Array {
  const targets = new Int32Array(count * fieldsEach).fill(-1);
  if (name === 'random') {
    for (let at = 0; at < targets.length; at += 1) targets[at] = mixed(at) % count;
    return targets;
  }
  const place = name.endsWith('shuffled') ? shuffled(count) : null;
  const placeOf = (index: number): number => (place === null ? index : (place[index] as number));
  const children = name.startsWith('tree') ? fieldsEach : 1;
  for (let index = 0; index < count; index += 1) {
    for (let field = 0; field < children; field += 1) {
      const child = index * children + field + 1;
      if (child < count) targets[placeOf(index) * fieldsEach + field] = placeOf(child);
    }
  }
  return targets;
}

function mixed(value: number): number {
  let hash = Math.imul(value + 1, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A repeatable order of 0 … count − 1 that leaves 0 in its place. */
function shuffled(count: number): Int32Array {
  const order = Int32Array.from({ length: count }, (_, index) => index);
  for (let index = count - 1; index > 1; index -= 1) {
    const other = 1 + (mixed(index) % index);
    const kept = order[index] as number;
    order[index] = order[other] as number;
    order[other] = kept;
  }
  return order;
}

/** Bytes of the block of one object of a graph. */
export const blockBytes = 8 + fieldsEach * 8;

/** A machine that holds a graph, object 0 in a global, and nothing else. */
export function graphMachine(
  targets: Int32Array,
  settings: Partial<HeapSettings>,
  options: MachineOptions,
): Machine {
  const count = targets.length / fieldsEach;
  const machine = new Machine(
    { ...defaultSettings, markOrder: 'breadth', heapBytes: count * blockBytes, ...settings },
    { kernel: makeKernel, ...options },
  );
  const shape = machine.defineShape('Node', fieldsEach * 8, { kind: 'prefix', count: fieldsEach });
  const globals = machine.defineGlobals(
    machine.defineFrame('globals', [{ name: 'root', pointer: true }]),
  );
  const root = machine.frameBase(globals);
  const frame = machine.pushFrame(machine.defineFrame('main', [{ name: 'made', pointer: true }]));
  const made = machine.frameBase(frame);
  // Under a counting collector what nothing refers to would end at once.
  const keeps = machine.collector.counts;
  machine.beginOperation(0);
  for (let index = 0; index < count; index += 1) {
    const object = machine.allocate(shape, made);
    if (index === 0) machine.setSlot(root, machine.addressOf(object), object);
    if (keeps) machine.space.core.increment(object);
  }
  for (let at = 0; at < targets.length; at += 1) {
    const target = (targets[at] as number) + 1;
    const owner = Math.floor(at / fieldsEach) + 1;
    if (target > 0)
      machine.setPointer(
        owner,
        machine.addressOf(owner) + (at % fieldsEach),
        machine.addressOf(target),
        target,
      );
  }
  machine.setSlot(made, 0, 0);
  return machine;
}
