/** What a question type is. A new one is one file and one line in the registry. */
import type { Answer, AnswerForm, Language } from '../../contract/course.ts';
import type { ProgramOptions } from '../../contract/run.ts';
import type { Operation } from '../../simulator/operation.ts';
import type { HeapSettings } from '../../simulator/settings.ts';
import type { Both } from '../format/schemas.ts';
import type { History } from '../history.ts';
import type { MisconceptionId } from '../misconceptions/misconception.ts';
import type { MomentReference } from '../moment.ts';
import type { Chance } from '../random.ts';

export const levels = [1, 2, 3] as const;
export type Level = (typeof levels)[number];

export interface WrongAnswer {
  readonly misconception: MisconceptionId;
  readonly answer: Answer;
}

/** A MiniGo program that a question is about. */
export interface QuestionProgram {
  readonly text: string;
  readonly options: ProgramOptions;
}

/**
 * One question, before words. Texts are Markdown with expressions; they are computed at the moment
 * of the reveal, from what the simulator did.
 */
export interface Draft {
  /** None where the question is about a program. */
  readonly operations: readonly Operation[];
  /**
   * Listed beside the question; it is performed on the stage only once the question is answered, from
   * its beginning to `reveal`.
   */
  readonly program?: QuestionProgram;
  readonly settings: HeapSettings;
  /** What the stage shows while the question stands open. */
  readonly ask: MomentReference;
  /** Where the answer can be seen. */
  readonly reveal: MomentReference;
  /** Are the operations after `ask` listed beside the question? */
  readonly listed: boolean;
  readonly prompt: Both;
  readonly explanation: Both;
  readonly form: (language: Language) => AnswerForm;
  /** Every answer that is right, the canonical one first. From the simulator. */
  readonly accepted: readonly [Answer, ...Answer[]];
  /** What wrong collectors answer: all different, none of them right. */
  readonly wrong: readonly WrongAnswer[];
}

/** Performs operations on the simulator. */
export type Perform = (operations: readonly Operation[], settings: HeapSettings) => History;

export interface QuestionType {
  /** Never changes: progress is stored under it. */
  readonly id: string;
  readonly concept: string;
  readonly title: Both;
  /** Whose wrong answers this type can name. */
  readonly misconceptions: readonly MisconceptionId[];
  /** One try; null where this draw makes no good question. */
  draft(chance: Chance, level: Level, perform: Perform): Draft | null;
}

export interface Question extends Draft {
  readonly type: QuestionType;
  readonly level: Level;
  readonly seed: number;
}
