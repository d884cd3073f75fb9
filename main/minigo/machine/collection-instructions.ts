/** Maps and channels. */
import { none, type ChannelSite, type ListSite, type MapSite } from '../compile/image.ts';
import type { RuntimeType } from '../compile/types-table.ts';
import type { Handlers } from './instructions.ts';
import type { Interpreter } from './interpreter.ts';
import { toNumber } from './integers.ts';
import { RuntimePanic } from './signals.ts';

const low = (vm: Interpreter, slot: number): number => vm.memory.stack[slot * 2] ?? 0;
const high = (vm: Interpreter, slot: number): number => vm.memory.stack[slot * 2 + 1] ?? 0;
const okSlot = (vm: Interpreter, register: number): number =>
  register === none ? -1 : vm.slot(register);

export const collectionInstructions: Handlers = {
  makeMap: (vm, a, type) => {
    vm.maps.make(vm.slot(a), vm.image.types.at(type));
  },
  mapLoad: (vm, a, b, c, index) => {
    const site = vm.image.sites[index] as MapSite;
    const isFound = vm.maps.load(vm.slot(a), vm.slot(b), vm.slot(c), site);
    const ok = okSlot(vm, site.ok);
    if (ok >= 0) vm.mutator.setSlotWord(ok, isFound ? 1 : 0, 0);
  },
  mapStore: (vm, a, b, c, index) => {
    vm.perform(vm.maps.store(vm.slot(a), vm.slot(b), vm.slot(c), vm.image.sites[index] as MapSite));
  },
  mapDelete: (vm, a, b, index) => {
    vm.maps.remove(vm.slot(a), vm.slot(b), vm.image.sites[index] as MapSite);
  },
  mapLength: (vm, a, b) => {
    const map = vm.slot(b);
    vm.mutator.setSlotWord(vm.slot(a), vm.maps.length(low(vm, map), high(vm, map)), 0);
  },
  mapClear: (vm, a, type) => {
    vm.perform(vm.maps.clear(vm.slot(a), vm.image.types.at(type)));
  },
  mapRange: (vm, a, b) => {
    vm.perform(vm.maps.range(vm.slot(a), vm.slot(b)));
  },
  mapNext: (vm, a, index, exit) => {
    const site = vm.image.sites[index] as ListSite;
    const [key, value, map] = site.registers.map((register) => vm.slot(register));
    if (key === undefined || value === undefined || map === undefined)
      throw new TypeError('A map loop has three registers.');
    if (
      !vm.maps.next(vm.slot(a), map, key, value, site.types as readonly [RuntimeType, RuntimeType])
    )
      vm.address = exit;
  },
  makeChannel: (vm, a, b, index) => {
    const size = vm.slot(b);
    const capacity = toNumber(low(vm, size), high(vm, size));
    const site = vm.image.sites[index] as ChannelSite;
    if (capacity < 0 || capacity * site.element.layout.size > 2 ** 47)
      throw new RuntimePanic('makechan: size out of range', 'plainError');
    vm.channels.make(vm.slot(a), capacity, site);
  },
  send: (vm, a, b, index) => {
    vm.channels.send(vm.slot(a), vm.slot(b), vm.image.sites[index] as ChannelSite);
  },
  receive: (vm, a, b, index) => {
    const site = vm.image.sites[index] as ChannelSite;
    vm.channels.receive(vm.slot(a), vm.slot(b), site, okSlot(vm, site.ok));
  },
  closeChannel: (vm, a) => {
    vm.channels.close(vm.slot(a));
  },
  channelLength: (vm, a, b) => {
    const channel = vm.slot(b);
    vm.mutator.setSlotWord(vm.slot(a), vm.channels.length(low(vm, channel), high(vm, channel)), 0);
  },
  channelCapacity: (vm, a, b) => {
    const channel = vm.slot(b);
    vm.mutator.setSlotWord(
      vm.slot(a),
      vm.channels.capacity(low(vm, channel), high(vm, channel)),
      0,
    );
  },
};
