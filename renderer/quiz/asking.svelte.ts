/** One question being asked: what is answered so far, and the verdict once it is there. */
import type { Answer, AnswerForm, Verdict } from '../../main/contract/course.ts';
import type { StageAnswer } from '../stage/answer/answering.ts';
import { isComplete, isOnStage } from './answering.ts';

export class Asking {
  form: AnswerForm;
  value = $state.raw<Answer | null>(null);
  verdict = $state.raw<Verdict | null>(null);
  busy = $state(false);
  readonly ready: boolean;
  /** What the stage needs to take the answer, and to hide what would give it away. */
  readonly stageAnswer: StageAnswer;
  /** Can it be given on the picture? */
  readonly onStage: boolean;
  readonly #grade: (answer: Answer) => Promise<Verdict | undefined>;

  #stale = false;

  constructor(form: AnswerForm, grade: (answer: Answer) => Promise<Verdict | undefined>) {
    this.form = $state.raw(form);
    this.#grade = grade;
    this.ready = $derived(this.verdict === null && isComplete(this.form, this.value));
    this.onStage = $derived(isOnStage(this.form));
    this.stageAnswer = $derived({
      form: this.form,
      value: this.value,
      onchange: this.change,
      verdict: this.verdict,
    });
  }

  change = (value: Answer | null): void => {
    if (this.verdict === null && !this.busy) this.value = value;
  };

  /** The same question in another language; a verdict that is there is told anew when it is next read. */
  translate = (form: AnswerForm): void => {
    this.form = form;
    this.#stale = this.verdict !== null;
  };

  /** Has the verdict told in the language that is spoken now. The host counts only the first answer. */
  retell = async (): Promise<void> => {
    const value = this.value;
    if (this.verdict === null || value === null) return;
    this.#stale = false;
    const verdict = await this.#grade(value);
    if (verdict !== undefined) this.verdict = verdict;
  };

  /** Tells it anew where the language has changed since. */
  read = (): void => {
    if (this.#stale) void this.retell();
  };

  /** Sends the answer; true once there is a verdict. What the host can't grade stays to be changed. */
  submit = async (): Promise<boolean> => {
    const value = this.value;
    if (value === null || !this.ready || this.busy) return false;
    this.busy = true;
    const verdict = await this.#grade(value);
    this.busy = false;
    if (verdict === undefined) return false;
    this.verdict = verdict;
    return true;
  };
}
