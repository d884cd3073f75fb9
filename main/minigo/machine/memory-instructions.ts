/** Reading and writing memory through pointers, and addresses. */
import type { ElementSite, ReceiverSite } from '../compile/image.ts';
import type { Handler, Handlers } from './instructions.ts';
import type { Interpreter } from './interpreter.ts';
import { advance, wordMask } from './memory.ts';
import { indexOutOfRange, nilDereference, RuntimePanic } from './signals.ts';

const low = (vm: Interpreter, slot: number): number => vm.memory.stack[slot * 2] ?? 0;
const high = (vm: Interpreter, slot: number): number => vm.memory.stack[slot * 2 + 1] ?? 0;

function checked(vm: Interpreter, slot: number): void {
  if (low(vm, slot) === 0 && high(vm, slot) === 0) throw nilDereference();
}

function loadBlock(counted: boolean): Handler {
  return (vm, a, b, offset, index) => {
    const pointer = vm.slot(b);
    checked(vm, pointer);
    const block = vm.image.blocks[index];
    if (block !== undefined)
      vm.memory.loadBlock(
        vm.slot(a),
        low(vm, pointer),
        high(vm, pointer),
        offset,
        block.layout,
        counted,
      );
  };
}

function storeBlock(taken: boolean): Handler {
  return (vm, a, offset, c, index) => {
    const pointer = vm.slot(a);
    checked(vm, pointer);
    const block = vm.image.blocks[index];
    if (block !== undefined)
      vm.memory.storeBlock(
        low(vm, pointer),
        high(vm, pointer),
        offset,
        vm.slot(c),
        block.layout,
        taken,
      );
  };
}

export const memoryInstructions: Handlers = {
  // What the inner loop leaves of its own: scalars that do not fill a word, and words of frames.
  store: (vm, a, offset, c, representation) => {
    const pointer = vm.slot(a);
    const source = vm.slot(c);
    checked(vm, pointer);
    vm.memory.writeScalar(
      low(vm, pointer),
      high(vm, pointer),
      offset,
      representation,
      low(vm, source),
      high(vm, source),
    );
  },
  storeRooted: (vm, a, offset, c) => {
    const pointer = vm.slot(a);
    const source = vm.slot(c);
    checked(vm, pointer);
    vm.memory.writePointer(
      low(vm, pointer),
      high(vm, pointer),
      offset,
      low(vm, source),
      high(vm, source),
    );
  },
  storeElement: (vm, a, b, c) => {
    const source = vm.slot(c);
    const at = (low(vm, vm.slot(a)) & wordMask) + low(vm, vm.slot(b));
    vm.mutator.setSlotWord(at, low(vm, source), high(vm, source));
  },
  storeTaken: (vm, a, offset, c) => {
    const pointer = vm.slot(a);
    checked(vm, pointer);
    vm.memory.takePointer(low(vm, pointer), high(vm, pointer), offset, vm.slot(c));
  },
  loadBlock: loadBlock(false),
  loadBlockRooted: loadBlock(true),
  storeBlock: storeBlock(false),
  storeBlockTaken: storeBlock(true),
  address: (vm, a, b, offset) => {
    const pointer = vm.slot(b);
    checked(vm, pointer);
    vm.mutator.setSlotWord(vm.slot(a), advance(low(vm, pointer), offset), high(vm, pointer));
  },
  frameAddress: (vm, a, b, offset) => {
    vm.mutator.setSlotWord(vm.slot(a), advance(vm.slot(b), offset), 0);
  },
  checkNil: (vm, a) => {
    checked(vm, vm.slot(a));
  },
  checkReceiver: (vm, a, index) => {
    const slot = vm.slot(a);
    if (low(vm, slot) !== 0 || high(vm, slot) !== 0) return;
    throw new RuntimePanic((vm.image.sites[index] as ReceiverSite).missed, 'plainError');
  },
  element: (vm, a, b, c, size) => {
    const slice = vm.slot(b);
    const index = vm.slot(c);
    const length = low(vm, slice + 1);
    if (high(vm, index) !== 0 || low(vm, index) < 0 || low(vm, index) >= length) {
      throw indexOutOfRange(low(vm, index), high(vm, index), length);
    }
    vm.mutator.setSlotWord(
      vm.slot(a),
      advance(low(vm, slice), low(vm, index) * size),
      high(vm, slice),
    );
  },
  arrayElement: (vm, a, b, c, index) => {
    const site = vm.image.sites[index] as ElementSite;
    const pointer = vm.slot(b);
    const at = vm.slot(c);
    checked(vm, pointer);
    if (high(vm, at) !== 0 || low(vm, at) < 0 || low(vm, at) >= site.length)
      throw indexOutOfRange(low(vm, at), high(vm, at), site.length);
    vm.mutator.setSlotWord(
      vm.slot(a),
      advance(low(vm, pointer), low(vm, at) * site.size),
      high(vm, pointer),
    );
  },
  allocate: (vm, a, shape) => {
    vm.allocate(vm.shapeIds[shape] ?? 0, vm.slot(a));
  },
};
