/** Every question type there is. A new one is one file and one line here. */
import { barrierShades } from './colours/barrier-shades.ts';
import { barriersRun } from './colours/barriers-run.ts';
import { blackToWhite } from './colours/black-to-white.ts';
import { floating } from './colours/floating.ts';
import { greyAfter } from './colours/grey-after.ts';
import { lostObjects } from './colours/lost-objects.ts';
import { shadingOperation } from './colours/shading-operation.ts';
import { cellsLeaked } from './by-hand/cells-leaked.ts';
import { collectorWouldFree } from './by-hand/collector-would-free.ts';
import { firstError } from './by-hand/first-error.ts';
import { nameTheBug } from './by-hand/name-the-bug.ts';
import { overflowHits } from './by-hand/overflow-hits.ts';
import { whoMovedIn } from './by-hand/who-moved-in.ts';
import { countAfter } from './counting/count-after.ts';
import { formulaDiffers } from './counting/formula.ts';
import { freeingOperation } from './counting/freeing-operation.ts';
import { slotsOf } from './counting/slots-of.ts';
import { sumOfCounts } from './counting/sum-of-counts.ts';
import { workDone } from './counting/work-done.ts';
import { deferredWork } from './costs/deferred-work.ts';
import { freedByDrop } from './costs/freed-by-drop.ts';
import { lazyBacklog } from './costs/lazy-backlog.ts';
import { reconcileFrees } from './costs/reconcile-frees.ts';
import { tableContent } from './costs/table-content.ts';
import { capturedHow } from './escape/captured-how.ts';
import { escapeVerdict } from './escape/escape-verdict.ts';
import { escapingLine } from './escape/escaping-line.ts';
import { heapObjects } from './escape/heap-objects.ts';
import { keepingEdit } from './escape/keeping-edit.ts';
import { movedVariables } from './escape/moved-variables.ts';
import { firstFailure } from './fits/first-failure.ts';
import { fitAddress } from './fits/fit-address.ts';
import { largestAfterFree } from './fits/largest-after-free.ts';
import { mergesOfFree } from './fits/merges-of-free.ts';
import { rulesServing } from './fits/rules-serving.ts';
import { buddyMerges } from './fragmentation/buddy-merges.ts';
import { buddyOf } from './fragmentation/buddy-of.ts';
import { buddyPlace } from './fragmentation/buddy-place.ts';
import { exhaustedOrSplit } from './fragmentation/exhausted-or-split.ts';
import { externalShare } from './fragmentation/external-share.ts';
import { howManyFit } from './fragmentation/how-many-fit.ts';
import { classWaste, powerWaste } from './fragmentation/rounding-waste.ts';
import { whichToFree } from './fragmentation/which-to-free.ts';
import { breakingEdge } from './cycles/breaking-edge.ts';
import { countsAfterRoots } from './cycles/counts-after-roots.ts';
import { ifWeak } from './cycles/if-weak.ts';
import { leakedCells } from './cycles/leaked-cells.ts';
import { leakingOperation } from './cycles/leaking-operation.ts';
import { afterCut } from './marking/after-cut.ts';
import { countingKeeps } from './marking/counting-keeps.ts';
import { holesAfterSweep } from './marking/holes-after-sweep.ts';
import { largestRequest } from './marking/largest-request.ts';
import { markedSet } from './marking/marked-set.ts';
import { nextPopped } from './marking/next-popped.ts';
import { rescue } from './marking/rescue.ts';
import { scanOrder } from './marking/scan-order.ts';
import { stackDepth } from './marking/stack-depth.ts';
import { sweptSet } from './marking/swept-set.ts';
import { copiedOrder } from './moving/copied-order.ts';
import { movedSet } from './moving/moved-set.ts';
import { newAddress } from './moving/new-address.ts';
import { referencesMended } from './moving/references-mended.ts';
import { roomAfter } from './moving/room-after.ts';
import { scanAndFree } from './moving/scan-and-free.ts';
import { twoFingers } from './moving/two-fingers.ts';
import { freedBits } from './practice/freed-bits.ts';
import { lazyAllocated } from './practice/lazy-allocated.ts';
import { lazyBlocks } from './practice/lazy-blocks.ts';
import { markBit } from './practice/mark-bit.ts';
import { overflowDrops } from './practice/overflow-drops.ts';
import { overflowSearches } from './practice/overflow-searches.ts';
import { reversedField } from './practice/reversed-field.ts';
import { wayBack } from './practice/way-back.ts';
import { objectsReached } from './pointers/objects-reached.ts';
import { outOfReach } from './pointers/out-of-reach.ts';
import { pointerValue } from './pointers/pointer-value.ts';
import { pointersTo } from './pointers/pointers-to.ts';
import { turningStatement } from './pointers/turning-statement.ts';
import { collectionsNeeded } from './finalizers/collections-needed.ts';
import { finalizersRun } from './finalizers/finalizers-run.ts';
import { freedInRound } from './finalizers/freed-in-round.ts';
import { neverRun } from './finalizers/never-run.ts';
import { readsNil } from './finalizers/reads-nil.ts';
import { sliceKeeps } from './finalizers/slice-keeps.ts';
import { fewestDrops } from './go-heap/fewest-drops.ts';
import { nextSlot } from './go-heap/next-slot.ts';
import { slotSize } from './go-heap/slot-size.ts';
import { slotsPerSpan } from './go-heap/slots-per-span.ts';
import { spansFor } from './go-heap/spans-for.ts';
import { spansLeft } from './go-heap/spans-left.ts';
import { cyclesOfRun } from './pacing/cycles-of-run.ts';
import { freedByCycle } from './pacing/freed-by-cycle.ts';
import { goalAfter } from './pacing/goal-after.ts';
import { limitedGoal } from './pacing/limited-goal.ts';
import { pacerStarts } from './pacing/pacer-starts.ts';
import { phaseAt } from './pacing/phase-at.ts';
import { seenUnscanned } from './spans/seen-unscanned.ts';
import { spanVisit } from './spans/span-visit.ts';
import { spanVisits } from './spans/span-visits.ts';
import { candidates } from './trial/candidates.ts';
import { restored } from './trial/restored.ts';
import { trialCounts } from './trial/trial-counts.ts';
import { trialFrees } from './trial/trial-frees.ts';
import { trialWork } from './trial/trial-work.ts';
import { copiedCells } from './young/copied-cells.ts';
import { leftForMajor } from './young/left-for-major.ts';
import { minorCount } from './young/minor-count.ts';
import { minorSurvivors } from './young/minor-survivors.ts';
import { notedStore } from './young/noted-store.ts';
import { promotingOperation } from './young/promoting-operation.ts';
import { rememberedObjects } from './young/remembered-objects.ts';
import { collectionsInHeap } from './measuring/collections-in-heap.ts';
import { copyingHeap } from './measuring/copying-heap.ts';
import { freedUnderTracing } from './measuring/freed-under-tracing.ts';
import { leastTicks } from './measuring/least-ticks.ts';
import { meetsDemands } from './measuring/meets-demands.ts';
import { whatLengthens } from './measuring/what-lengthens.ts';
import type { QuestionType } from './type.ts';

export const questionTypes: readonly QuestionType[] = [
  pointerValue,
  pointersTo,
  turningStatement,
  objectsReached,
  outOfReach,
  escapeVerdict,
  movedVariables,
  heapObjects,
  escapingLine,
  capturedHow,
  keepingEdit,
  nameTheBug,
  firstError,
  whoMovedIn,
  overflowHits,
  cellsLeaked,
  collectorWouldFree,
  countAfter,
  freeingOperation,
  slotsOf,
  sumOfCounts,
  formulaDiffers,
  workDone,
  freedByDrop,
  lazyBacklog,
  deferredWork,
  tableContent,
  reconcileFrees,
  countsAfterRoots,
  leakedCells,
  leakingOperation,
  breakingEdge,
  ifWeak,
  candidates,
  trialCounts,
  trialFrees,
  restored,
  trialWork,
  markedSet,
  sweptSet,
  scanOrder,
  nextPopped,
  stackDepth,
  holesAfterSweep,
  largestRequest,
  countingKeeps,
  afterCut,
  rescue,
  fitAddress,
  firstFailure,
  mergesOfFree,
  largestAfterFree,
  rulesServing,
  externalShare,
  howManyFit,
  exhaustedOrSplit,
  whichToFree,
  powerWaste,
  classWaste,
  buddyOf,
  buddyPlace,
  buddyMerges,
  newAddress,
  movedSet,
  referencesMended,
  twoFingers,
  copiedOrder,
  scanAndFree,
  roomAfter,
  overflowDrops,
  overflowSearches,
  reversedField,
  wayBack,
  lazyBlocks,
  lazyAllocated,
  markBit,
  freedBits,
  slotSize,
  slotsPerSpan,
  spansFor,
  nextSlot,
  spansLeft,
  fewestDrops,
  goalAfter,
  pacerStarts,
  cyclesOfRun,
  limitedGoal,
  freedByCycle,
  phaseAt,
  spanVisits,
  spanVisit,
  seenUnscanned,
  rememberedObjects,
  notedStore,
  minorSurvivors,
  copiedCells,
  leftForMajor,
  promotingOperation,
  minorCount,
  finalizersRun,
  freedInRound,
  collectionsNeeded,
  neverRun,
  readsNil,
  sliceKeeps,
  greyAfter,
  blackToWhite,
  lostObjects,
  shadingOperation,
  barrierShades,
  barriersRun,
  floating,
  leastTicks,
  whatLengthens,
  collectionsInHeap,
  copyingHeap,
  freedUnderTracing,
  meetsDemands,
];

const byId: ReadonlyMap<string, QuestionType> = new Map(
  questionTypes.map((type) => [type.id, type]),
);

export function questionType(id: string): QuestionType | undefined {
  return byId.get(id);
}
