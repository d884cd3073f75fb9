import type { Collector } from './collector.ts';
import { PassiveCollector } from './collector.ts';

/** Nothing is ever reclaimed. */
export function none(): Collector {
  return new PassiveCollector('none', { plain: true });
}
