/**
 * While a question is open, the stage must not answer it: which objects are garbage, what the asked
 * counts are, and what happens next stay hidden until the verdict.
 */
import type { Frame, HeapEvent } from '../frame.ts';
import type { StageAnswer } from './answering.ts';

/** The frame as it may be shown while `answer` is open; the same frame once there is a verdict. */
export function concealed(frame: Frame, answer: StageAnswer | null): Frame {
  if (answer === null || answer.verdict !== null) return frame;
  const asked = askedCounts(answer);
  return {
    ...frame,
    objects: frame.objects.map((object) => ({
      ...object,
      state: 'unknown' as const,
      unreachableSince: null,
      count: asked.has(object.id) ? null : object.count,
    })),
    cells: frame.cells?.map((cell) => (cell === garbageCell ? liveCell : cell)) ?? null,
  };
}

const liveCell = 1;
const garbageCell = 2;

/** Would the words of this event say a count that is asked for? */
export function tells(event: HeapEvent, answer: StageAnswer | null): boolean {
  if (answer === null || answer.verdict !== null) return false;
  return (event.event === 'inc' || event.event === 'dec') && askedCounts(answer).has(event.object);
}

function askedCounts({ form }: StageAnswer): ReadonlySet<number> {
  return new Set(form.kind === 'counts' ? form.objects : []);
}
