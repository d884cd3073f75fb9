/**
 * What the answers say about what is known: for each idea its strength now, when it should come
 * back, and what was still right a day or more later. A pure function of the answers and the hour.
 */
import type { Card } from 'ts-fsrs';
import { createEmptyCard, fsrs, Rating } from 'ts-fsrs';
import type { AnswerRecord, ProgressDocument } from './document.ts';

/** Free Spaced Repetition Scheduler, without its random spread: the same answers give the same days. */
const scheduler = fsrs({ enable_fuzz: false, request_retention: 0.9, maximum_interval: 365 });

const day = 24 * 60 * 60 * 1000;
/** How much the latest answer weighs against all before it. */
const latestWeight = 0.35;

export interface ConceptMastery {
  readonly concept: string;
  readonly answered: number;
  readonly right: number;
  /** Right a day or more after the idea was first asked about. */
  readonly rightLater: number;
  /** 0 … 1: how well the last answers went, times how likely it is still remembered. */
  readonly strength: number;
  /** When it should come back, in milliseconds since 1970. */
  readonly due: number;
}

interface Folded {
  answered: number;
  right: number;
  rightLater: number;
  success: number;
  card: Card;
  firstAt: number;
}

function foldAnswer(before: Folded | undefined, { at, right }: AnswerRecord): Folded {
  const folded = before ?? {
    answered: 0,
    right: 0,
    rightLater: 0,
    success: 0,
    card: createEmptyCard(at),
    firstAt: at,
  };
  const score = right ? 1 : 0;
  return {
    answered: folded.answered + 1,
    right: folded.right + score,
    rightLater: folded.rightLater + (right && at - folded.firstAt >= day ? 1 : 0),
    success:
      folded.answered === 0 ? score : folded.success * (1 - latestWeight) + score * latestWeight,
    card: scheduler.next(folded.card, at, right ? Rating.Good : Rating.Again).card,
    firstAt: folded.firstAt,
  };
}

/** Every idea that was asked about, the weakest first. */
export function masteryOf(progress: ProgressDocument, now: number): readonly ConceptMastery[] {
  const concepts = new Map<string, Folded>();
  for (const answer of progress.answers)
    concepts.set(answer.concept, foldAnswer(concepts.get(answer.concept), answer));
  return [...concepts]
    .map(([concept, { answered, right, rightLater, success, card }]) => ({
      concept,
      answered,
      right,
      rightLater,
      strength: Math.min(1, Math.max(0, success * scheduler.get_retrievability(card, now, false))),
      due: card.due.getTime(),
    }))
    .sort(
      (left, other) => left.strength - other.strength || (left.concept < other.concept ? -1 : 1),
    );
}

/** Ideas to ask about now, the weakest first. */
export function dueConcepts(progress: ProgressDocument, now: number): readonly string[] {
  return masteryOf(progress, now)
    .filter(({ due }) => due <= now)
    .map(({ concept }) => concept);
}
