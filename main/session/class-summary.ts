/**
 * A class's sessions as two tables: who answered what, and how each question did. Difficulty is the
 * share of people who were right (1 is easy); discrimination is the correlation of being right here
 * with the share of right answers to all other questions, the corrected item-total correlation of
 * classical test theory (Crocker & Algina, Introduction to Classical and Modern Test Theory, ch. 14).
 */
import type { AnswerRecord, SessionDocument } from '../contract/document.ts';
import { csvField, csvFigure, csvTable } from './table.ts';

export interface ClassSession {
  /** Whose it is: the name of the file. */
  readonly person: string;
  readonly session: SessionDocument;
}

/** The same question of a lesson, or the same type and level: what can be compared between people. */
function itemOf({ lesson, question }: AnswerRecord): string {
  return question.kind === 'step'
    ? `${lesson}/${question.step}`
    : `${lesson}/${question.type}/${question.level}`;
}

export function answersTable(sessions: readonly ClassSession[]): string {
  const rows = sessions.flatMap(({ person, session }) =>
    session.answers.map((answer) => [
      csvField(person),
      csvField(answer.at),
      csvField(answer.lesson),
      csvField(itemOf(answer)),
      answer.question.kind === 'step' ? '' : csvFigure(answer.question.seed),
      csvField(answer.concept),
      answer.right ? '1' : '0',
      csvField(answer.misconception ?? ''),
    ]),
  );
  const head = ['person', 'at', 'lesson', 'item', 'seed', 'concept', 'right', 'misconception'];
  return csvTable([head, ...rows]);
}

interface Score {
  right: number;
  answered: number;
}

const shareOf = ({ right, answered }: Score): number => right / answered;

/** For each item, each person's right answers of all they gave to it. */
function scoresOf(sessions: readonly ClassSession[]): Map<string, Map<string, Score>> {
  const scores = new Map<string, Map<string, Score>>();
  for (const { person, session } of sessions) {
    for (const answer of session.answers) {
      const item = scores.get(itemOf(answer)) ?? new Map<string, Score>();
      scores.set(itemOf(answer), item);
      const score = item.get(person) ?? { right: 0, answered: 0 };
      item.set(person, {
        right: score.right + (answer.right ? 1 : 0),
        answered: score.answered + 1,
      });
    }
  }
  return scores;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Pearson's correlation; NaN for fewer than three pairs or where one side doesn't vary. */
function correlation(pairs: readonly (readonly [number, number])[]): number {
  if (pairs.length < 3) return Number.NaN;
  const [left, right] = [mean(pairs.map(([one]) => one)), mean(pairs.map(([, other]) => other))];
  let together = 0;
  let leftSquares = 0;
  let rightSquares = 0;
  for (const [one, other] of pairs) {
    together += (one - left) * (other - right);
    leftSquares += (one - left) ** 2;
    rightSquares += (other - right) ** 2;
  }
  return together / Math.sqrt(leftSquares * rightSquares);
}

export function itemsTable(sessions: readonly ClassSession[]): string {
  const scores = scoresOf(sessions);
  const totals = new Map<string, Score>();
  for (const item of scores.values())
    for (const [person, score] of item) {
      const total = totals.get(person) ?? { right: 0, answered: 0 };
      totals.set(person, {
        right: total.right + score.right,
        answered: total.answered + score.answered,
      });
    }
  const rows = [...scores]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([item, byPerson]) => {
      const pairs = [...byPerson].flatMap(([person, score]): [number, number][] => {
        const total = totals.get(person) ?? score;
        const rest = {
          right: total.right - score.right,
          answered: total.answered - score.answered,
        };
        return rest.answered === 0 ? [] : [[shareOf(score), shareOf(rest)]];
      });
      const answered = [...byPerson.values()].reduce((sum, score) => sum + score.answered, 0);
      return [
        csvField(item),
        csvFigure(byPerson.size),
        csvFigure(answered),
        csvFigure(mean([...byPerson.values()].map(shareOf))),
        csvFigure(correlation(pairs)),
      ];
    });
  return csvTable([['item', 'people', 'answers', 'difficulty', 'discrimination'], ...rows]);
}
