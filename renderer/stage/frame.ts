/** The shapes the stage draws, as the contract gives them. */
import type { Result } from '../../main/contract/contract.ts';

type HostFrame = Result<'run/frame'>;
type HostObject = HostFrame['objects'][number];

/** `unknown`: an open question asks for it, so it isn't shown. */
export type StageState = HostObject['state'] | 'unknown';
export type ObjectView = Omit<HostObject, 'state'> & { readonly state: StageState };
/** A frame as the stage draws it: the host's, or with something hidden while a question is open. */
export type Frame = Omit<HostFrame, 'objects'> & { readonly objects: readonly ObjectView[] };
export type HeapEvent = Result<'run/events'>[number];
export type Explanation = Result<'run/explain'>;
export type Series = Result<'run/series'>;
export type BlockView = NonNullable<Frame['blocks']>[number];
export type RootFrame = Frame['roots'][number];
export type SlotView = RootFrame['slots'][number];
export type Metrics = Frame['metrics'];
export type Colour = NonNullable<ObjectView['colour']>;
