import { expect, test } from 'vitest';
import { phase, register } from '../layout.ts';
import { Machine } from '../machine.ts';
import { defaultSettings } from '../settings.ts';
import type { HeapSettings } from '../settings.ts';

/** `holder` refers weakly to `target`, which only a slot keeps; a third slot is there to read into. */
function world(settings: Partial<HeapSettings>) {
  const machine = new Machine({ ...defaultSettings, ...settings });
  const words = ['holder', 'target', 'found'].map((name) => ({ name, pointer: true }));
  const base = machine.frameBase(machine.pushFrame(machine.defineFrame('main', words)));
  machine.beginOperation(1);
  const shape = machine.defineShape('Node', 16, { kind: 'prefix', count: 1 });
  const holder = machine.allocate(shape, base);
  const target = machine.allocate(shape, base + 1);
  const weak = (): number => machine.addressOf(holder) + 1;
  machine.setWeak(holder, weak(), machine.addressOf(target), target);
  return {
    machine,
    holder,
    target,
    drop: () => machine.setSlot(base + 1, 0, 0),
    held: () => machine.wordHigh(weak()),
    read: () => {
      machine.loadWeak(base + 2, holder, weak());
      return machine.slotHigh(base + 2);
    },
    retake: () => machine.retake(base + 2, target),
  };
}

test('a weak reference read while marking holds its target: it is marked', () => {
  const it = world({ collector: 'tricolour', markBudget: 0 });
  const { machine } = it;
  it.drop();
  machine.request();
  machine.collector.step();
  expect(it.read()).toBe(it.target);
  machine.request();
  expect(machine.core.register(register.phase)).toBe(phase.none);
  expect([machine.isAllocated(it.target), it.held()]).toEqual([true, it.target]);
});

test.each([{ collector: 'tricolour', markBudget: 2 } as const, { lazySweep: true } as const])(
  'with %o, what marking found dead is nil at once, though the sweep has not come to it',
  (settings) => {
    const it = world(settings);
    const { machine } = it;
    it.drop();
    machine.request();
    for (let step = 0; machine.core.register(register.phase) === phase.mark; step += 1) {
      expect(step).toBeLessThan(20);
      machine.beginOperation(2);
    }
    expect(machine.core.register(register.phase)).toBe(phase.sweep);
    expect([machine.isAllocated(it.target), it.held(), it.read(), it.retake()]).toEqual([
      true,
      0,
      0,
      false,
    ]);
    while (machine.core.register(register.phase) === phase.sweep && machine.collector.relieve());
    expect(machine.isAllocated(it.target)).toBe(false);
  },
);

test('what waits on a to-free list is dead: no weak reference leads to it', () => {
  const it = world({ collector: 'refcount-lazy' });
  it.drop();
  expect(it.machine.isAllocated(it.target)).toBe(true);
  expect([it.held(), it.retake()]).toEqual([0, false]);
});

test('an object that a table of the program knows by its id is taken again while it lives', () => {
  const it = world({ collector: 'refcount' });
  expect(it.retake()).toBe(true);
  it.drop();
  expect([it.machine.countOf(it.target), it.held()]).toEqual([1, it.target]);
});

test('an object that its finalizer brought back is referred to weakly anew, and once: moves move that once', () => {
  const it = world({ collector: 'semispace' });
  const { machine } = it;
  machine.setFinalizer(it.target, 7);
  it.drop();
  machine.collect();
  expect(it.held()).toBe(0);
  const slot = machine.frameBase(machine.topFrame(0)) + 1;
  expect(machine.takeFinalizer(slot)).toBe(7);
  const word = (): number => machine.addressOf(it.holder) + 1;
  machine.setWeak(it.holder, word(), machine.addressOf(it.target), it.target);
  machine.collect();
  expect([machine.wordLow(word()), machine.wordHigh(word())]).toEqual([
    machine.addressOf(it.target),
    it.target,
  ]);
});
