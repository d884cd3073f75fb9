import type { Collector } from './collector.ts';
import { PassiveCollector } from './collector.ts';

/** Only an explicit free reclaims; the machine finds out about uses after it. */
export function manual(): Collector {
  return new PassiveCollector('manual', { plain: true, manual: true });
}
