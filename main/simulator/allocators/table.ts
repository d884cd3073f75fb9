import type { AllocatorName } from '../settings.ts';
import type { AllocatorMaker } from './allocator.ts';
import { bestFit } from './best-fit.ts';
import { buddy } from './buddy.ts';
import { bump } from './bump.ts';
import { firstFit } from './first-fit.ts';
import { go } from './go.ts';
import { nextFit } from './next-fit.ts';
import { segregated } from './segregated.ts';
import { worstFit } from './worst-fit.ts';

/** Every allocator there is: one file and one line each. */
export const allocators: { readonly [N in AllocatorName]?: AllocatorMaker } = {
  'first-fit': firstFit,
  'next-fit': nextFit,
  'best-fit': bestFit,
  'worst-fit': worstFit,
  segregated,
  buddy,
  bump,
  go,
};
