import type { AllocatorName } from '../settings.ts';
import type { AllocatorMaker } from './allocator.ts';
import { bestFit } from './best-fit.ts';
import { firstFit } from './first-fit.ts';

/** Every allocator there is: one file and one line each. */
export const allocators: { readonly [N in AllocatorName]?: AllocatorMaker } = {
  'first-fit': firstFit,
  'best-fit': bestFit,
};
