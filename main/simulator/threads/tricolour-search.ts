import type { BarrierName } from '../settings.ts';

/**
 * The tri-colour invariant by exhaustion: a collector that marks one object at a time and a mutator
 * that may do anything in between, over all small graphs and all interleavings. Objects are
 * 0 … n − 1 with one field each; the roots are one global and one local (GC Handbook, 2nd ed.,
 * chapter 15; Pirinen, ISMM 1998).
 */

const white = 0;
const grey = 1;
const black = 2;
const nil = -1;
type Phase = 'marking' | 'ended';

interface Moment {
  /** What each object's field refers to. */
  readonly fields: readonly number[];
  readonly global: number;
  readonly local: number;
  readonly colours: readonly number[];
  readonly isLocalScanned: boolean;
  readonly phase: Phase;
  /** Changes the mutator may still make. */
  readonly left: number;
}

/** One step of either side, in words: `scan 2`, `local = global`, `1.next = local`. */
export interface LostObject {
  readonly object: number;
  readonly start: {
    readonly fields: readonly number[];
    readonly global: number;
    readonly local: number;
  };
  readonly steps: readonly string[];
}

export interface TricolourSearch {
  readonly states: number;
  /** Steps from one state to another that were tried. */
  readonly transitions: number;
  /** A shortest run at whose end a reachable object is white; `null` if there is none. */
  readonly lost: LostObject | null;
}

export interface TricolourBounds {
  readonly objects: number;
  /** Changes of the mutator in one cycle. */
  readonly changes: number;
}

function shaded(colours: readonly number[], object: number): readonly number[] {
  if (object === nil || colours[object] !== white) return colours;
  return colours.map((colour, index) => (index === object ? grey : colour));
}

function reachable({ fields, global, local }: Moment): Set<number> {
  const reached = new Set<number>();
  for (const root of [global, local])
    for (let at = root; at !== nil && !reached.has(at); at = fields[at] ?? nil) reached.add(at);
  return reached;
}

interface Step {
  readonly words: string;
  readonly next: Moment;
}

/** What the collector may do: scan the local, scan a grey object, or end. */
function collectorSteps(moment: Moment, barrier: BarrierName): Step[] {
  if (moment.phase === 'ended') return [];
  const steps: Step[] = [];
  if (!moment.isLocalScanned)
    steps.push({
      words: 'scan the stack',
      next: { ...moment, isLocalScanned: true, colours: shaded(moment.colours, moment.local) },
    });
  for (const [object, colour] of moment.colours.entries()) {
    if (colour !== grey) continue;
    const colours = shaded(moment.colours, moment.fields[object] ?? nil).map((held, index) =>
      index === object ? black : held,
    );
    steps.push({ words: `scan ${object}`, next: { ...moment, colours } });
  }
  if (steps.length > 0) return steps;
  // Barriers on insertions leave the stack out: it is scanned again with the world stopped.
  const isRescanned = barrier === 'dijkstra' || barrier === 'steele';
  const colours = isRescanned ? drained(moment) : moment.colours;
  return [{ words: 'end', next: { ...moment, colours, phase: 'ended' } }];
}

/** Marks all that the roots reach now, the world standing still. */
function drained(moment: Moment): readonly number[] {
  const colours = [...moment.colours];
  const list = [moment.local].filter((object) => object !== nil && colours[object] === white);
  for (let object = list.pop(); object !== undefined; object = list.pop()) {
    colours[object] = black;
    const target = moment.fields[object] ?? nil;
    if (target !== nil && colours[target] === white) list.push(target);
  }
  return colours;
}

/** The colours after a write of `to` over `from` into `owner`, or into the global (`null`), by the rule of the barrier. */
function guarded(
  moment: Moment,
  barrier: BarrierName,
  owner: number | null,
  from: number,
  to: number,
): readonly number[] {
  const { colours } = moment;
  switch (barrier) {
    case 'none':
      return colours;
    case 'dijkstra':
      return shaded(colours, to);
    case 'yuasa':
      return shaded(colours, from);
    case 'hybrid': {
      const deleted = shaded(colours, from);
      return moment.isLocalScanned ? deleted : shaded(deleted, to);
    }
    case 'steele':
      if (owner === null) return shaded(colours, to);
      return to !== nil && colours[owner] === black && colours[to] === white
        ? colours.map((colour, index) => (index === owner ? grey : colour))
        : colours;
    default:
      return barrier satisfies never;
  }
}

/** What the mutator may do: move references between the local, the global and the field of the object the local refers to. */
function mutatorSteps(moment: Moment, barrier: BarrierName): Step[] {
  const { left, local, global, fields } = moment;
  if (left === 0 || moment.phase === 'ended') return [];
  const rest = { ...moment, left: left - 1 };
  const steps: Step[] = [];
  const setLocal = (words: string, value: number): void => {
    if (value !== local) steps.push({ words, next: { ...rest, local: value } });
  };
  const setGlobal = (words: string, value: number): void => {
    if (value === global) return;
    steps.push({
      words,
      next: { ...rest, global: value, colours: guarded(moment, barrier, null, global, value) },
    });
  };
  const setField = (words: string, owner: number, value: number): void => {
    if (owner === nil || fields[owner] === value) return;
    steps.push({
      words,
      next: {
        ...rest,
        fields: fields.map((held, index) => (index === owner ? value : held)),
        colours: guarded(moment, barrier, owner, fields[owner] ?? nil, value),
      },
    });
  };
  setLocal('local = nil', nil);
  setLocal('local = global', global);
  if (global !== nil) setLocal('local = global.next', fields[global] ?? nil);
  if (local !== nil) setLocal('local = local.next', fields[local] ?? nil);
  setGlobal('global = nil', nil);
  setGlobal('global = local', local);
  setField('global.next = nil', global, nil);
  setField('global.next = local', global, local);
  setField('local.next = nil', local, nil);
  return steps;
}

/** All graphs of `count` objects in which everything is reachable or not, roots anywhere. */
function* beginnings(
  count: number,
  changes: number,
  barrier: BarrierName,
): IterableIterator<Moment> {
  const choices = count + 1;
  for (let code = 0; code < choices ** (count + 2); code += 1) {
    const digits: number[] = [];
    for (let rest = code, at = 0; at < count + 2; at += 1, rest = Math.floor(rest / choices))
      digits.push((rest % choices) - 1);
    const [global = nil, local = nil, ...fields] = digits;
    const colours = shaded(
      fields.map(() => white),
      global,
    );
    // A snapshot at the beginning scans the stack before the mutator runs.
    const isSnapshot = barrier === 'yuasa';
    yield {
      fields,
      global,
      local,
      colours: isSnapshot ? shaded(colours, local) : colours,
      isLocalScanned: isSnapshot,
      phase: 'marking',
      left: changes,
    };
  }
}

/** Searches all states, nearest first, for one in which the cycle has ended and something reachable is white. */
export function searchTricolour(
  barrier: BarrierName,
  { objects, changes }: TricolourBounds,
): TricolourSearch {
  interface Found {
    readonly moment: Moment;
    readonly before: Found | null;
    readonly words: string;
  }
  const seen = new Set<string>();
  let transitions = 0;
  let front: Found[] = [];
  const meet = (found: Found, into: Found[]): void => {
    const { moment } = found;
    const key = `${moment.fields.join()};${moment.global};${moment.local};${moment.colours.join()};${String(moment.isLocalScanned)};${moment.phase};${moment.left}`;
    if (seen.has(key)) return;
    seen.add(key);
    into.push(found);
  };
  for (const moment of beginnings(objects, changes, barrier))
    meet({ moment, before: null, words: '' }, front);
  while (front.length > 0) {
    const next: Found[] = [];
    for (const found of front) {
      if (found.moment.phase === 'ended') {
        const object = [...reachable(found.moment)].find(
          (held) => found.moment.colours[held] === white,
        );
        if (object === undefined) continue;
        const steps: string[] = [];
        let first: Found = found;
        for (let at: Found = found; at.before !== null; at = at.before) {
          steps.unshift(at.words);
          first = at.before;
        }
        const { fields, global, local } = first.moment;
        return {
          states: seen.size,
          transitions,
          lost: { object, start: { fields, global, local }, steps },
        };
      }
      for (const step of [
        ...collectorSteps(found.moment, barrier),
        ...mutatorSteps(found.moment, barrier),
      ]) {
        transitions += 1;
        meet({ moment: step.next, before: found, words: step.words }, next);
      }
    }
    front = next;
  }
  return { states: seen.size, transitions, lost: null };
}
