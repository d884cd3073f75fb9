/** A wrong rule about memory, as an executable collector: what it would answer, and why it isn't so. */
import type { ObjectId } from '../../simulator/event.ts';
import type { Operation } from '../../simulator/operation.ts';
import type { HeapSettings } from '../../simulator/settings.ts';
import type { Pause } from '../../simulator/utilisation.ts';
import type { Both } from '../format/schemas.ts';
import type { QuestionProgram } from '../question/type.ts';
import type { History } from '../history.ts';
import type { HandRule } from './by-hand.ts';
import type { Counted } from './counting.ts';
import type { GoRules } from './go-rules.ts';
import type { EscapeSite } from './escape-rules.ts';
import type { FitRule } from './placing.ts';
import type { Play } from './play.ts';
import type { PointingRule } from './pointing.ts';

/** M1 … M18 of the reference (§4), and those about the order of marking and about free lists that it names in words. */
export type MisconceptionId =
  | 'M1'
  | 'M2'
  | 'M3'
  | 'M4'
  | 'M5'
  | 'M6'
  | 'M7'
  | 'M8'
  | 'M9'
  | 'M10'
  | 'M11'
  | 'M12'
  | 'M13'
  | 'M14'
  | 'M15'
  | 'M16'
  | 'M17'
  | 'M18'
  | 'freed-is-nil'
  | 'other-names-live'
  | 'gone-with-variable'
  | 'every-nil-leaks'
  | 'next-takes-it'
  | 'memory-order'
  | 'collector-frees-unused'
  | 'new-means-heap'
  | 'calls-leak'
  | 'once-per-variable'
  | 'captures-share'
  | 'captures-copy'
  | 'way-of-writing'
  | 'flow-in-order'
  | 'allocation-order'
  | 'breadth-first'
  | 'graph-depth'
  | 'high-end'
  | 'no-split'
  | 'first-anyway'
  | 'roomiest'
  | 'above-only'
  | 'never-merges'
  | 'best-is-best'
  | 'zero-is-dead'
  | 'variables-count'
  | 'cut-anywhere'
  | 'zero-after-trial'
  | 'suspect-is-dead'
  | 'all-suspected'
  | 'free-share'
  | 'equal-holes'
  | 'one-per-hole'
  | 'average-hole'
  | 'blame-holes'
  | 'largest-goes'
  | 'rounding-is-free'
  | 'always-doubles'
  | 'powers-only'
  | 'nearest-class'
  | 'exact-blocks'
  | 'buddy-above'
  | 'buddy-below'
  | 'touching-merges'
  | 'merges-once'
  | 'overflow-loses'
  | 'search-per-drop'
  | 'fields-stay'
  | 'back-to-root'
  | 'visited-is-path'
  | 'sweep-at-once'
  | 'one-block'
  | 'bit-per-object'
  | 'bit-per-byte'
  | 'unmarked-is-freed'
  | 'objects-stay'
  | 'first-gap'
  | 'all-move'
  | 'variables-mended'
  | 'every-reference'
  | 'stays-split'
  | 'whole-heap'
  | 'address-order'
  | 'copies-depth-first'
  | 'scan-is-free'
  | 'keeps-order'
  | 'lowest-first'
  | 'marked-is-freed'
  | 'values-stay-tied'
  | 'assigns-through'
  | 'star-ignored'
  | 'gogc-of-memory'
  | 'gogc-of-live'
  | 'roots-free'
  | 'goal-stays'
  | 'limit-replaces'
  | 'limit-ignored'
  | 'limit-itself'
  | 'born-white'
  | 'as-at-the-end'
  | 'world-stops'
  | 'object-at-a-time'
  | 'span-once'
  | 'whole-span'
  | 'graph-at-end'
  | 'cut-hides'
  | 'store-hides'
  | 'late-floats'
  | 'barriers-swapped'
  | 'barrier-always'
  | 'white-target'
  | 'words-only'
  | 'header-forgotten'
  | 'bitmap-forgotten'
  | 'shared-spans'
  | 'pointers-alike'
  | 'freed-goes-back'
  | 'spans-stay'
  | 'behind-the-last'
  | 'any-hole'
  | 'from-the-end'
  | 'oldest-first'
  | 'no-nepotism'
  | 'remembers-target'
  | 'every-holder'
  | 'copies-all'
  | 'early-promotion'
  | 'whole-nursery'
  | 'all-generational'
  | 'freed-with-it'
  | 'leaves-first'
  | 'only-the-cycle'
  | 'scope-keeps'
  | 'slice-window'
  | 'array-remembers'
  | 'short-pause'
  | 'mean-is-minimum'
  | 'always-slower'
  | 'counting-is-free'
  | 'counting-no-gc'
  | 'same-heap'
  | 'half-collections'
  | 'cost-of-garbage'
  | 'prompt-tracing';

/** A heap's free blocks, as a question about allocation sees them. */
export interface FreeBlock {
  readonly address: number;
  readonly size: number;
}

/**
 * What a wrong rule says. A rule answers the questions it is about and leaves out the others.
 * Every model is a pure function of what the operations did.
 */
export interface WrongCollector {
  readonly id: MisconceptionId;
  /** The rule in a few words, as who believes it would put it. */
  readonly name: Both;
  /** Markdown: what would have to be true, and what is. */
  readonly refutation: Both;
  /** Reference counts after an operation; null where the rule says nothing definite. */
  readonly counted?: (play: Play, operation: number) => Counted | null;
  /** Objects that a collection asked for by this operation would keep. */
  readonly survivors?: (play: Play, operation: number) => ReadonlySet<ObjectId>;
  /** Order in which marking would scan objects. */
  readonly scanOrder?: (play: Play, operation: number) => readonly ObjectId[];
  /** Longest the mark stack would be. */
  readonly stackDepth?: (play: Play, operation: number) => number;
  /** Free blocks that would be left of these. */
  readonly holes?: (blocks: readonly FreeBlock[]) => readonly FreeBlock[];
  /** The largest request that these could meet. */
  readonly largestRequest?: (blocks: readonly FreeBlock[]) => number;
  /** Addresses of requests that come one after the other; null for one that fails. */
  readonly places?: (
    rule: FitRule,
    blocks: readonly FreeBlock[],
    requests: readonly number[],
  ) => readonly (number | null)[];
  /** Which of first fit and best fit would serve all of these requests. */
  readonly serves?: (
    blocks: readonly FreeBlock[],
    requests: readonly number[],
  ) => readonly FitRule[];
  /** The free blocks after one more is given back. */
  readonly frees?: (blocks: readonly FreeBlock[], freed: FreeBlock) => readonly FreeBlock[];
  /** Which errors a script has that frees by hand. */
  readonly byHand?: HandRule;
  /** Would this variable, or what this `new` makes, be on the heap? */
  readonly escapes?: (site: EscapeSite) => boolean;
  /** What assignments to variables and pointers would do. */
  readonly pointing?: PointingRule;
  /** What it says of Go's own runtime. */
  readonly go?: GoRules;
  /** Ticks that a window of a run with these pauses leaves to the mutator at worst. */
  readonly usable?: (pauses: readonly Pause[], window: number, total: number) => number;
  /** Which of these young objects a minor collection by this operation would keep. */
  readonly minor?: (
    play: Play,
    operation: number,
    young: ReadonlySet<ObjectId>,
  ) => ReadonlySet<ObjectId>;
  /** Reachable objects that marking would lose, of a run without a barrier, from this position on. */
  readonly lost?: (history: History, seq: number) => ReadonlySet<ObjectId>;
  /** What would be garbage and still there at the end of a run whose collection goes on at this position. */
  readonly floats?: (history: History, seq: number) => ReadonlySet<ObjectId>;
  /** The same script and settings changed so that the true machine shows what the rule would do. */
  readonly replay?: (
    script: readonly Operation[],
    settings: HeapSettings,
  ) => { readonly operations: readonly Operation[]; readonly settings: HeapSettings };
  /** The same for a program. */
  readonly replayProgram?: (program: QuestionProgram) => QuestionProgram;
}
