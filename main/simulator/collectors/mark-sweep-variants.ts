import type { Space } from '../space.ts';
import { BitmapMarkSweep } from './bitmap-mark-sweep.ts';
import { BoundedMarking } from './bounded-marking.ts';
import type { Collector } from './collector.ts';
import { LazyMarkSweep } from './lazy-mark-sweep.ts';
import { MarkSweep } from './mark-sweep.ts';
import { Marking } from './marking.ts';
import { ReversalMarking } from './reversal-marking.ts';

/** Mark-sweep as the settings want it: how marking finds its way, and when and how the sweep goes. */
export function markSweep(space: Space): Collector {
  const marking = markingFor(space);
  const { lazySweep, markBits } = space.core.settings;
  if (lazySweep) return new LazyMarkSweep(space, marking);
  return markBits === 'bitmap'
    ? new BitmapMarkSweep(space, marking)
    : new MarkSweep(space, marking);
}

function markingFor(space: Space): Marking {
  const { pointerReversal, markStackLimit } = space.core.settings;
  if (pointerReversal) return new ReversalMarking(space);
  return markStackLimit === null ? new Marking(space) : new BoundedMarking(space, markStackLimit);
}
