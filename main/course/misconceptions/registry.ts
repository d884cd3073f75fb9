/** Every wrong collector there is. A new one is one file and one line here. */
import type { MisconceptionId, WrongCollector } from './misconception.ts';
import { copy } from './m01-copy.ts';
import { noDrop } from './m02-no-drop.ts';
import { initialTwo } from './m03-initial-two.ts';
import { objectCount } from './m04-object-count.ts';
import { sumOfCounters } from './m05-sum-of-counters.ts';
import { referencedIsLive } from './m06-referenced-is-live.ts';
import { cyclesFreed } from './m07-cycles-freed.ts';
import { markOnStore } from './m08-mark-on-store.ts';
import { stickyMarks } from './m09-sticky-marks.ts';
import { scopeEnd } from './m10-scope-end.ts';
import { dereferenceFrees } from './m11-dereference-frees.ts';
import { totalFree } from './m12-total-free.ts';
import { mergeAny } from './m13-merge-any.ts';
import {
  barrierAlways,
  barriersSwapped,
  cutHides,
  graphAtEnd,
  lateFloats,
  storeHides,
  whiteTarget,
} from './concurrent-rules.ts';
import { generationRules } from './generation-rules.ts';
import { measuringRules } from './measuring-rules.ts';
import { cutAnywhere } from './cut-anywhere.ts';
import { weakKeeps } from './m14-weak-keeps.ts';
import { allSuspected, suspectsAreGarbage, zeroAfterTrial } from './trial-rules.ts';
import { zeroIsDead } from './zero-is-dead.ts';
import { variablesCount } from './variables-count.ts';
import { assignsThrough, starIgnored, valuesStayTied } from './pointing-rules.ts';
import {
  addressMeansHeap,
  callsLeak,
  capturesCopy,
  capturesShare,
  flowInOrder,
  newMeansHeap,
  oncePerVariable,
  wayOfWriting,
} from './escape-rules.ts';
import { noRememberedSet } from './m15-no-remembered-set.ts';
import {
  collectorFreesUnused,
  everyNilLeaks,
  freedIsNil,
  goneWithVariable,
  memoryOrder,
  nextTakesIt,
  otherNamesLive,
} from './by-hand-rules.ts';
import { rootsOnly } from './m16-roots-only.ts';
import {
  aboveOnly,
  bestIsBest,
  firstAnyway,
  highEnd,
  neverMerges,
  noSplit,
  roomiest,
} from './fitting-rules.ts';
import {
  backToRoot,
  bitPerByte,
  bitPerObject,
  fieldsStay,
  markedIsFreed,
  oneBlock,
  overflowLoses,
  searchPerDrop,
  sweepAtOnce,
  unmarkedIsFreed,
  visitedIsPath,
} from './practice-rules.ts';
import {
  addressOrder,
  allMove,
  copiesDepthFirst,
  everyReference,
  firstGap,
  keepsOrder,
  lowestFirst,
  objectsStay,
  scanIsFree,
  staysSplit,
  variablesMended,
  wholeHeap,
} from './moving-rules.ts';
import {
  averageHole,
  blameHoles,
  equalHoles,
  freeShare,
  largestGoes,
  onePerHole,
} from './room-rules.ts';
import {
  alwaysDoubles,
  buddyAbove,
  buddyBelow,
  exactBlocks,
  mergesOnce,
  nearestClass,
  powersOnly,
  roundingIsFree,
  touchingMerges,
} from './rounding-rules.ts';
import { finalizerRules } from './finalizer-rules.ts';
import { allocatorRules } from './allocator-rules.ts';
import { pacingRules } from './pacing-rules.ts';
import { spanRules } from './span-rules.ts';
import { allocationOrder, breadthFirst, graphDepth } from './marking-orders.ts';

export const wrongCollectors: readonly WrongCollector[] = [
  copy,
  noDrop,
  initialTwo,
  objectCount,
  sumOfCounters,
  referencedIsLive,
  cyclesFreed,
  markOnStore,
  stickyMarks,
  scopeEnd,
  dereferenceFrees,
  totalFree,
  mergeAny,
  freedIsNil,
  otherNamesLive,
  goneWithVariable,
  everyNilLeaks,
  nextTakesIt,
  memoryOrder,
  collectorFreesUnused,
  addressMeansHeap,
  newMeansHeap,
  callsLeak,
  oncePerVariable,
  capturesShare,
  capturesCopy,
  wayOfWriting,
  flowInOrder,
  rootsOnly,
  allocationOrder,
  breadthFirst,
  graphDepth,
  highEnd,
  noSplit,
  firstAnyway,
  roomiest,
  aboveOnly,
  neverMerges,
  bestIsBest,
  zeroIsDead,
  variablesCount,
  weakKeeps,
  cutAnywhere,
  zeroAfterTrial,
  suspectsAreGarbage,
  allSuspected,
  freeShare,
  equalHoles,
  onePerHole,
  averageHole,
  blameHoles,
  largestGoes,
  roundingIsFree,
  alwaysDoubles,
  powersOnly,
  nearestClass,
  exactBlocks,
  buddyAbove,
  buddyBelow,
  touchingMerges,
  mergesOnce,
  overflowLoses,
  searchPerDrop,
  fieldsStay,
  backToRoot,
  visitedIsPath,
  sweepAtOnce,
  oneBlock,
  bitPerObject,
  bitPerByte,
  unmarkedIsFreed,
  objectsStay,
  firstGap,
  allMove,
  variablesMended,
  everyReference,
  staysSplit,
  wholeHeap,
  addressOrder,
  copiesDepthFirst,
  scanIsFree,
  keepsOrder,
  lowestFirst,
  markedIsFreed,
  valuesStayTied,
  assignsThrough,
  starIgnored,
  ...finalizerRules,
  ...allocatorRules,
  ...pacingRules,
  ...spanRules,
  noRememberedSet,
  ...generationRules,
  ...measuringRules,
  graphAtEnd,
  cutHides,
  storeHides,
  lateFloats,
  barriersSwapped,
  barrierAlways,
  whiteTarget,
];

const byId: ReadonlyMap<string, WrongCollector> = new Map(
  wrongCollectors.map((collector) => [collector.id, collector]),
);

/** Undefined for a rule that has no model yet. */
export function wrongCollector(id: MisconceptionId): WrongCollector | undefined {
  return byId.get(id);
}

export function isMisconception(id: string): id is MisconceptionId {
  return byId.has(id);
}
