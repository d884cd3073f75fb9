/** Every event in English: what happened, and why. */
import type { EventCatalogue } from '../shapes.ts';
import { settings } from './settings.ts';

/** A collector as the settings name it. */
const collector = (id: string): string => {
  const known: Readonly<Record<string, { readonly name: string } | undefined>> =
    settings.collectors;
  return known[id]?.name ?? id;
};
const object = (id: number | null): string => (id === null ? 'nil' : `object ${id}`);

export const events: EventCatalogue = {
  call: (e) => ({
    what: `Frame ${e.frame} entered`,
    why: 'A call pushes a frame; its slots are roots for as long as it is on the stack.',
  }),
  return: (e) => ({
    what: `Frame ${e.frame} left`,
    why: 'A return pops the frame: its slots hold nothing any more.',
  }),
  root: (e) => ({
    what: `${e.slot === '' ? 'Held meanwhile' : e.slot}: ${object(e.from)} → ${object(e.to)}`,
    why:
      e.slot === ''
        ? 'The statement under way holds it until it is done: that is a root too.'
        : e.to === null
          ? `The variable ${e.slot} no longer keeps anything alive.`
          : `The variable ${e.slot} is a root: what it points at is reachable.`,
  }),
  write: (e) => ({
    what: `Object ${e.object}, field ${e.field}: ${object(e.from)} → ${object(e.to)}`,
    why:
      e.to === null
        ? 'A reference inside the heap was cleared.'
        : 'A reference inside the heap was stored; it is not copied, it points.',
  }),
  read: (e) => ({
    what: `Object ${e.object}, field ${e.field} read`,
    why: 'A read changes no reference. It is recorded because a barrier or a lesson asks for it.',
  }),
  alloc: (e) => ({
    what: `Object ${e.object} (${e.type}) allocated at ${e.address}, ${e.size} long`,
    why: `The allocator looked at ${e.probes} free ${e.probes === 1 ? 'block' : 'blocks'} and took this one.`,
  }),
  split: (e) => ({
    what: `Free block at ${e.address} split: ${e.size} used, ${e.rest} left`,
    why: 'The block was larger than the request by enough for a block of its own.',
  }),
  coalesce: (e) => ({
    what: `Free neighbours merged into one block at ${e.address}, ${e.size} long`,
    why: 'Two free blocks side by side serve larger requests as one.',
  }),
  inc: (e) => ({
    what: `Object ${e.object}: count ${e.count - 1} to ${e.count}`,
    why: 'One more slot points at it. The new target is counted before the old one is released.',
  }),
  dec: (e) => ({
    what: `Object ${e.object}: count ${e.count + 1} to ${e.count}`,
    why:
      e.count === 0
        ? 'The last counted slot has let go of it.'
        : 'One slot fewer points at it; others still do.',
  }),
  dead: (e) => ({
    what: `Object ${e.object} is dead`,
    why: 'Its count reached zero. Its fields are released next, then the block is freed.',
  }),
  free: (e) => ({
    what: `Object ${e.object} freed: ${e.size} at ${e.address}`,
    why: 'The block went back to the allocator.',
  }),
  'gc-start': (e) => ({
    what: `${collector(e.collector)} begins a collection`,
    why: {
      request: 'The program asked for it.',
      allocation: 'An allocation found no free block that was large enough.',
      pacer: 'The heap has grown to the pacer’s target.',
      threshold: 'A buffer of the collector is full.',
    }[e.reason],
  }),
  grey: (e) => ({
    what: `Object ${e.object} turns grey`,
    why: 'It has been reached; its fields are still to be looked at.',
  }),
  black: (e) => ({
    what: `Object ${e.object} turns black`,
    why: 'It has been reached and all its fields have been looked at.',
  }),
  barrier: (e) => ({
    what: `Write barrier (${e.kind}) at object ${e.object}`,
    why: 'The program changed a reference while marking was under way; the collector must hear of it.',
  }),
  sweep: (e) => ({
    what: e.freed
      ? `Swept: block at ${e.address} (${e.size}) is free now`
      : `Swept: block at ${e.address} (${e.size}) stays`,
    why: e.freed
      ? 'It holds an object that marking did not reach.'
      : 'It is marked, or was free already.',
  }),
  'gc-end': (e) => ({
    what: `Collection ends: ${e.marked} marked, ${e.freed} freed (${e.freedBytes})`,
    why: `The program stood still for ${e.pause} ticks.`,
  }),
  candidate: (e) => ({
    what: `Object ${e.object} buffered as a candidate, count ${e.count}`,
    why: 'Its count fell but not to zero: it may be the entry to a dead cycle.',
  }),
  trial: (e) => ({
    what: `Object ${e.object}: trial count ${e.count}`,
    why: 'References from inside the suspected cycle are taken away for a try.',
  }),
  restore: (e) => ({
    what: `Object ${e.object}: count restored to ${e.count}`,
    why: 'It is held from outside, so it and what it holds are alive.',
  }),
  cycle: (e) => ({
    what: `Object ${e.object} belongs to a dead cycle`,
    why: 'Without the references from inside, nothing holds it.',
  }),
  move: (e) => ({
    what: `Object ${e.object} moved from ${e.from} to ${e.to}`,
    why: 'Moving live objects together leaves the free space in one piece.',
  }),
  out: (e) => ({ what: `Output: ${e.text.trimEnd()}`, why: 'The program printed it.' }),
  oom: (e) => ({
    what: `Out of memory: ${e.request} asked for, ${e.free} free, largest free block ${e.largest}`,
    why:
      e.free >= e.request
        ? 'Enough is free, but no single block is large enough: the heap is fragmented.'
        : 'Less is free than was asked for.',
  }),
  fault: (e) => ({
    what: `Fault: ${faultKind(e.kind)}${e.object === null ? '' : ` (object ${e.object})`}`,
    why:
      endings[e.kind] ??
      'The program did something with memory that no rule allows. The simulator stopped it here.',
  }),
  thread: (e) => ({
    what: `Thread ${e.from} → ${e.to}`,
    why: 'The scheduler lets another thread run.',
  }),
};

/** Why a program ended that ended itself. */
const endings: Readonly<Record<string, string>> = {
  panic: 'A panic that nothing recovered ends the program; its message is in the status line.',
  deadlock: 'Every goroutine waits, and none is left that could wake another.',
  'stack-overflow': 'The calls inside calls have used up the stack.',
  'fatal-error': 'The run time found what no program can go on after.',
};

function faultKind(kind: string): string {
  const known: Readonly<Record<string, string>> = {
    'use-after-free': 'use after free',
    'double-free': 'double free',
    'not-manual': 'free under a collector that frees by itself',
    'nil-dereference': 'nil dereference',
    'no-such-field': 'no such field',
    'stack-empty': 'no frame to leave',
    panic: 'panic',
    deadlock: 'deadlock',
    'stack-overflow': 'stack overflow',
    'fatal-error': 'fatal error',
  };
  return known[kind] ?? kind;
}
