/** What the events of a collection tell of a bounded mark stack. */
import type { ObjectId } from '../../../simulator/event.ts';
import type { History } from '../../history.ts';

/** Objects that were marked and not pushed, in order. */
export function dropped(history: History): readonly ObjectId[] {
  return history.events.flatMap((event): ObjectId[] => {
    if (event.event !== 'grey') return [];
    const waiting = history.frame(event.seq).worklist?.objects ?? [];
    return waiting.includes(event.object) ? [] : [event.object];
  });
}
