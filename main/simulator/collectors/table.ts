import type { CollectorName } from '../settings.ts';
import type { CollectorMaker } from './collector.ts';
import { generational } from './generational.ts';
import { manual } from './manual.ts';
import { markCompact } from './mark-compact.ts';
import { markSweep } from './mark-sweep-variants.ts';
import { none } from './none.ts';
import { refcountCycles } from './refcount-cycles.ts';
import { refcount } from './refcount.ts';
import { refcountBackup } from './refcount-backup.ts';
import { refcountDeferred } from './refcount-deferred.ts';
import { refcountLazy } from './refcount-lazy.ts';
import { semispace } from './semispace.ts';
import { tricolour } from './tricolour.ts';

/** Every collector there is: one file and one line each. */
export const collectors: { readonly [N in CollectorName]?: CollectorMaker } = {
  none,
  manual,
  refcount,
  'refcount-lazy': refcountLazy,
  'refcount-deferred': refcountDeferred,
  'refcount-cycles': refcountCycles,
  'refcount-backup': refcountBackup,
  'mark-sweep': markSweep,
  'mark-compact': markCompact,
  tricolour,
  semispace,
  generational,
};
