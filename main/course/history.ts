/** A recording as lessons speak of it: its events by kind, and its objects by name. */
import type { HeapEvent, ObjectId } from '../simulator/event.ts';
import type { Frame, ObjectView } from '../simulator/frame.ts';
import type { Recording } from './ports.ts';

/** A name, moment or expression that means nothing in this recording; the message is a sentence for its author. */
export class HistoryError extends Error {}

/** Events of a run that a lesson, question or lab looks at; a longer one is refused. */
export const mostEvents = 300_000;

export class History {
  readonly recording: Recording;
  readonly events: readonly HeapEvent[];
  readonly #idsByType = new Map<string, ObjectId[]>();
  readonly #typeById = new Map<ObjectId, string>();
  #last: Frame | null = null;
  #scenes: ReadonlyMap<string, History> = new Map();

  /** Throws a HistoryError for a run that is too long. */
  constructor(recording: Recording) {
    this.recording = recording;
    if (recording.length > mostEvents) {
      throw new HistoryError(
        `the run records ${recording.length} events; here it may have at most ${mostEvents}`,
      );
    }
    const events: HeapEvent[] = [];
    for (let seq = 1; seq <= recording.length; seq++) events.push(recording.event(seq));
    this.events = events;
    for (const event of events) {
      if (event.event !== 'alloc') continue;
      this.#typeById.set(event.object, event.type);
      const ids = this.#idsByType.get(event.type) ?? [];
      ids.push(event.object);
      this.#idsByType.set(event.type, ids);
    }
  }

  frame(seq: number): Frame {
    if (this.#last?.seq !== seq) this.#last = this.recording.frame(seq);
    return this.#last;
  }

  /** Tells of the lesson's scenes, so that their figures can be set side by side. */
  standAmong(scenes: ReadonlyMap<string, History>): void {
    this.#scenes = scenes;
  }

  /** Another scene of the same lesson. Throws a HistoryError for a name that is none. */
  sceneNamed(name: string): History {
    const scene = this.#scenes.get(name);
    if (scene === undefined) throw new HistoryError(`there is no scene '${name}' here`);
    return scene;
  }

  /** Every object that was ever made, in order. */
  get objects(): readonly ObjectId[] {
    return [...this.#typeById.keys()];
  }

  /**
   * The object of a name: `A` is the only object of type A, `A#2` the second of that type, `#3` the
   * third that was made. Throws a HistoryError for a name that means none or several.
   */
  objectNamed(name: string): ObjectId {
    const [type = '', ordinal] = name.split('#');
    if (type === '' && ordinal !== undefined) {
      const id = Number(ordinal);
      if (this.#typeById.has(id)) return id;
      throw new HistoryError(`there is no object #${ordinal}; ${this.#typeById.size} were made`);
    }
    const ids = this.#idsByType.get(type);
    if (ids === undefined)
      throw new HistoryError(`no object of type '${type}' is ever made in this scene`);
    if (ordinal === undefined && ids.length > 1) {
      throw new HistoryError(
        `${ids.length} objects have the type '${type}'; write ${type}#1 for the first`,
      );
    }
    const id = ids[ordinal === undefined ? 0 : Number(ordinal) - 1];
    if (id === undefined)
      throw new HistoryError(`there are only ${ids.length} objects of type '${type}'`);
    return id;
  }

  /** What the stage and the text call an object: its type where that is unique, else type and ordinal. */
  nameOf(object: ObjectId): string {
    const type = this.#typeById.get(object);
    if (type === undefined) return `#${object}`;
    const ids = this.#idsByType.get(type) ?? [];
    return ids.length === 1 ? type : `${type}#${ids.indexOf(object) + 1}`;
  }

  /** The object as it is at this position. Throws a HistoryError where it isn't in the heap. */
  objectAt(object: ObjectId, seq: number): ObjectView {
    const found = this.frame(seq).objects.find(({ id }) => id === object);
    if (found === undefined) {
      throw new HistoryError(`${this.nameOf(object)} isn't in the heap at this moment`);
    }
    return found;
  }

  /** Events of the latest collection that has begun by this position, up to it; empty before the first. */
  latestCollection(seq: number): readonly HeapEvent[] {
    let start = -1;
    for (let at = 0; at < seq; at++) if (this.events[at]?.event === 'gc-start') start = at;
    if (start < 0) return [];
    const rest = this.events.slice(start, seq);
    const end = rest.findIndex(({ event }) => event === 'gc-end');
    return end < 0 ? rest : rest.slice(0, end + 1);
  }
}
