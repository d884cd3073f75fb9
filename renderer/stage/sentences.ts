/** What a screen reader says about the things on the stage. */
import type { Words } from '../i18n/words.svelte.ts';
import type { ObjectMark } from './answer/answering.ts';
import type { HeapEvent, ObjectView } from './frame.ts';
import type { EventWords } from '../i18n/shapes.ts';

type Say = Pick<Words, 'say' | 'list'>;

export function objectSentence(
  object: ObjectView,
  words: Say,
  mark: ObjectMark | null = null,
): string {
  const { stage } = words.say;
  const targets = object.fields
    .filter((target) => target !== null)
    .map((target) => stage.object(target));
  const parts = [
    stage.describe({
      id: object.id,
      type: object.type,
      state: stage.states[object.state],
      count: mark?.typed === null || mark === null ? object.count : null,
      colour: object.colour === null ? null : stage.colours[object.colour],
    }),
    targets.length === 0 ? stage.holdsNothing : stage.holds(words.list(targets)),
  ];
  if (mark?.place !== null && mark !== null) parts.push(stage.answer.position(mark.place));
  if (mark?.judged !== null && mark !== null) parts.push(stage.answer[mark.judged]);
  if (mark?.correct !== null && mark !== null) parts.push(stage.answer.correctIs(mark.correct));
  return stage.joined(parts);
}

/** What happened and why, for the event that led to a moment. */
export function eventWords(event: HeapEvent | null, words: Pick<Words, 'say'>): EventWords {
  if (event === null) return { what: words.say.stage.beginning, why: words.say.stage.beginningWhy };
  // The catalogue has one entry for each name, made for the event of that name.
  const entry = words.say.events[event.event] as (event: HeapEvent) => EventWords;
  return entry(event);
}
