/** The shapes the stage draws, as the contract gives them. */
import type { Result } from '../../main/contract/contract.ts';

export type Frame = Result<'run/frame'>;
export type HeapEvent = Result<'run/events'>[number];
export type Explanation = Result<'run/explain'>;
export type Series = Result<'run/series'>;
export type ObjectView = Frame['objects'][number];
export type BlockView = NonNullable<Frame['blocks']>[number];
export type RootFrame = Frame['roots'][number];
export type SlotView = RootFrame['slots'][number];
export type Metrics = Frame['metrics'];
export type Colour = NonNullable<ObjectView['colour']>;
