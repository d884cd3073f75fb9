/**
 * Channels. On the heap a channel is its header (values waiting, oldest first, in a ring: count and
 * head; capacity and whether it is closed) and the cells of its buffer. Who waits is kept beside.
 */
import type { ChannelSite } from '../compile/image.ts';
import type { Layout } from '../compile/layout.ts';
import { plainName } from '../compile/types-table.ts';
import type { Goroutine } from './activation.ts';
import { largestRequest } from './slice-instructions.ts';
import type { Interpreter } from './interpreter.ts';
import { RuntimePanic } from './signals.ts';
import { toMemory, toRegisters, zeroRegisters } from './values.ts';

interface Waiter {
  readonly goroutine: Goroutine;
  /** First word of the registers with the value to send, or for the value received. */
  readonly slot: number;
  /** Word for whether a value was received; -1 for none. */
  readonly ok: number;
  readonly rooted: boolean;
}

interface Waiting {
  readonly senders: Waiter[];
  readonly receivers: Waiter[];
}

export class ChannelTable {
  readonly #vm: Interpreter;
  readonly #waiting = new Map<number, Waiting>();

  constructor(vm: Interpreter) {
    this.#vm = vm;
  }

  make(slot: number, capacity: number, site: ChannelSite): void {
    const vm = this.#vm;
    const { layout } = site.element;
    const words = layout.words;
    const offsets: number[] = [];
    const bytes = Math.min(16 + capacity * words * 8, largestRequest);
    // A request that is larger than any heap fails without a list of its pointers.
    if (bytes < largestRequest && layout.pointers.length > 0)
      for (let cell = 0; cell < capacity; cell++)
        for (const word of layout.pointers) offsets.push(2 + cell * words + word);
    vm.allocate(
      vm.mutator.defineShape(plainName(site.type.text), bytes, { kind: 'words', offsets }),
      slot,
    );
    vm.mutator.setWord((vm.memory.stack[slot * 2] ?? 0) + 1, capacity, 0);
  }

  length(low: number, high: number): number {
    return high === 0 ? 0 : (this.#vm.memory.heap[low * 2] ?? 0);
  }

  capacity(low: number, high: number): number {
    return high === 0 ? 0 : (this.#vm.memory.heap[low * 2 + 2] ?? 0);
  }

  #isClosed(low: number): boolean {
    return this.#vm.memory.heap[low * 2 + 3] === 1;
  }

  #of(id: number): Waiting {
    let waiting = this.#waiting.get(id);
    if (waiting === undefined) {
      waiting = { senders: [], receivers: [] };
      this.#waiting.set(id, waiting);
    }
    return waiting;
  }

  #forget(id: number): void {
    const waiting = this.#waiting.get(id);
    if (waiting !== undefined && waiting.senders.length + waiting.receivers.length === 0)
      this.#waiting.delete(id);
  }

  /** Moves a value between registers of two frames. */
  #handOver(to: Waiter, fromSlot: number, layout: Layout, taken: boolean): void {
    const { memory, mutator } = this.#vm;
    const { stack } = memory;
    for (let word = 0; word < layout.words; word++) {
      const isPointer = layout.pattern.charCodeAt(word) === 112;
      if (isPointer && taken) memory.moveRoot(to.slot + word, fromSlot + word);
      else if (isPointer)
        memory.setRoot(
          to.slot + word,
          stack[(fromSlot + word) * 2] ?? 0,
          stack[(fromSlot + word) * 2 + 1] ?? 0,
        );
      else
        mutator.setSlotWord(
          to.slot + word,
          stack[(fromSlot + word) * 2] ?? 0,
          stack[(fromSlot + word) * 2 + 1] ?? 0,
        );
    }
    if (to.ok >= 0) mutator.setSlotWord(to.ok, 1, 0);
  }

  /** Heap word of the cell that is `offset` behind the oldest. */
  #cell(low: number, offset: number, words: number): number {
    const { heap } = this.#vm.memory;
    const capacity = heap[low * 2 + 2] ?? 1;
    const head = heap[low * 2 + 1] ?? 0;
    return low + 2 + ((head + offset) % capacity) * words;
  }

  send(channelSlot: number, valueSlot: number, site: ChannelSite): void {
    const vm = this.#vm;
    const { memory } = vm;
    const low = memory.stack[channelSlot * 2] ?? 0;
    const id = memory.stack[channelSlot * 2 + 1] ?? 0;
    const { layout } = site.element;
    if (id === 0) {
      vm.scheduler.block('chan send (nil chan)');
      return;
    }
    if (this.#isClosed(low)) throw new RuntimePanic('send on closed channel', 'plainError');
    const waiting = this.#of(id);
    const receiver = waiting.receivers.shift();
    if (receiver !== undefined) {
      this.#handOver(receiver, valueSlot, layout, site.rooted);
      vm.scheduler.ready(receiver.goroutine);
      this.#forget(id);
      return;
    }
    const count = this.length(low, id);
    if (count < this.capacity(low, id)) {
      this.#put(low, id, count, valueSlot, layout, site.rooted);
      this.#forget(id);
      return;
    }
    waiting.senders.push({ goroutine: vm.current, slot: valueSlot, ok: -1, rooted: site.rooted });
    vm.scheduler.block('chan send');
  }

  #put(
    low: number,
    id: number,
    count: number,
    valueSlot: number,
    layout: Layout,
    taken: boolean,
  ): void {
    const { memory, mutator } = this.#vm;
    const cell = this.#cell(low, count, layout.words);
    if (layout.words > 0) toMemory(memory, cell, id, valueSlot, layout, taken);
    mutator.setWord(low, count + 1, memory.heap[low * 2 + 1] ?? 0);
  }

  receive(to: number, channelSlot: number, site: ChannelSite, ok: number): void {
    const vm = this.#vm;
    const { memory, mutator } = vm;
    const low = memory.stack[channelSlot * 2] ?? 0;
    const id = memory.stack[channelSlot * 2 + 1] ?? 0;
    const { layout } = site.element;
    if (id === 0) {
      vm.scheduler.block('chan receive (nil chan)');
      return;
    }
    const waiting = this.#of(id);
    const count = this.length(low, id);
    if (count > 0) {
      const cell = this.#cell(low, 0, layout.words);
      toRegisters(memory, to, cell, id, layout, true);
      memory.clearWords(cell, id, layout.pattern);
      const head = ((memory.heap[low * 2 + 1] ?? 0) + 1) % this.capacity(low, id);
      mutator.setWord(low, count - 1, head);
      const sender = waiting.senders.shift();
      if (sender !== undefined) {
        this.#put(low, id, count - 1, sender.slot, layout, sender.rooted);
        vm.scheduler.ready(sender.goroutine);
      }
      if (ok >= 0) mutator.setSlotWord(ok, 1, 0);
      this.#forget(id);
      return;
    }
    const sender = waiting.senders.shift();
    if (sender !== undefined) {
      this.#handOver(
        { goroutine: vm.current, slot: to, ok, rooted: true },
        sender.slot,
        layout,
        sender.rooted,
      );
      vm.scheduler.ready(sender.goroutine);
      this.#forget(id);
      return;
    }
    if (this.#isClosed(low)) {
      zeroRegisters(memory, to, layout, true);
      if (ok >= 0) mutator.setSlotWord(ok, 0, 0);
      this.#forget(id);
      return;
    }
    waiting.receivers.push({ goroutine: vm.current, slot: to, ok, rooted: true });
    this.#elements.set(vm.current, layout);
    vm.scheduler.block('chan receive');
  }

  /** What a waiting receiver expects, for when the channel is closed under it. */
  readonly #elements = new WeakMap<Goroutine, Layout>();

  close(channelSlot: number): void {
    const vm = this.#vm;
    const { memory, mutator } = vm;
    const low = memory.stack[channelSlot * 2] ?? 0;
    const id = memory.stack[channelSlot * 2 + 1] ?? 0;
    if (id === 0) throw new RuntimePanic('close of nil channel', 'plainError');
    if (this.#isClosed(low)) throw new RuntimePanic('close of closed channel', 'plainError');
    mutator.setWord(low + 1, this.capacity(low, id), 1);
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    for (const receiver of waiting?.receivers ?? []) {
      const layout = this.#elements.get(receiver.goroutine);
      if (layout !== undefined) zeroRegisters(memory, receiver.slot, layout, true);
      if (receiver.ok >= 0) mutator.setSlotWord(receiver.ok, 0, 0);
      vm.scheduler.readyLast(receiver.goroutine);
    }
    for (const sender of waiting?.senders ?? []) {
      sender.goroutine.pendingPanic = 'send on closed channel';
      vm.scheduler.readyLast(sender.goroutine);
    }
  }
}
