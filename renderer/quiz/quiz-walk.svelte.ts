/** A quiz under way: its questions one after the other, each with its heap, and how it went. */
import type { Answer, Language, QuestionView, Verdict } from '../../main/contract/course.ts';
import type { Bridge } from '../bridge/bridge.ts';
import { RunView } from '../stage/run-view.svelte.ts';
import { Asking } from './asking.svelte.ts';
import { Replay } from './replay.svelte.ts';

export interface QuizOpening {
  readonly quiz: string;
  readonly count: number;
  readonly seed: number;
  readonly title: string;
}

export interface QuizHost {
  readonly bridge: Bridge;
  readonly speed: () => number;
  readonly question: (
    quiz: string,
    index: number,
    language: Language,
  ) => Promise<QuestionView | undefined>;
  /** Title of the quiz in another language. */
  readonly title: (language: Language) => Promise<string | undefined>;
  readonly grade: (quiz: string, index: number, answer: Answer) => Promise<Verdict | undefined>;
}

/** One question and how it was answered. */
export interface Asked {
  readonly view: QuestionView;
  readonly asking: Asking;
}

export class QuizWalk {
  readonly opening: QuizOpening;
  /** What the quiz is about, in the language that is spoken. */
  title = $state('');
  current = $state.raw<Asked | null>(null);
  /** Every question that was shown, in order. */
  asked = $state.raw<readonly Asked[]>([]);
  finished = $state(false);
  readonly stage: RunView | null;
  readonly replay: Replay;
  readonly right: number;

  readonly #host: QuizHost;
  #index = $state(0);
  #scene = $state.raw<RunView | null>(null);
  #disposed = false;

  constructor(opening: QuizOpening, host: QuizHost) {
    this.opening = opening;
    this.title = opening.title;
    this.#host = host;
    this.replay = new Replay(host.bridge, host.speed);
    this.stage = $derived(this.replay.view ?? this.#scene);
    this.right = $derived(this.asked.filter((one) => one.asking.verdict?.right === true).length);
  }

  get isLast(): boolean {
    return this.#index >= this.opening.count - 1;
  }

  /** Shows the question one stands at. */
  begin = async (language: Language): Promise<void> => {
    const view = await this.#host.question(this.opening.quiz, this.#index, language);
    if (view === undefined || this.#disposed) return;
    const index = this.#index;
    const asking = new Asking(view.form, (answer) =>
      this.#host.grade(this.opening.quiz, index, answer),
    );
    this.current = { view, asking };
    this.asked = [...this.asked, this.current];
    this.#show(view);
  };

  /** Goes on to the next question, or to how it went. */
  next = async (language: Language): Promise<void> => {
    if (this.current?.asking.verdict === null) return;
    this.replay.stop();
    if (this.isLast) {
      this.#scene?.dispose();
      this.#scene = null;
      this.finished = true;
      return;
    }
    this.#index += 1;
    await this.begin(language);
  };

  /** The title and the questions so far in another language; what was answered stays. */
  translate = async (language: Language): Promise<void> => {
    const title = await this.#host.title(language);
    if (title !== undefined) this.title = title;
    const asked = await Promise.all(
      this.asked.map(async (one, index): Promise<Asked> => {
        const view = await this.#host.question(this.opening.quiz, index, language);
        if (view === undefined) return one;
        one.asking.translate(view.form);
        return { view, asking: one.asking };
      }),
    );
    if (this.#disposed || asked.length !== this.asked.length) return;
    this.asked = asked;
    if (this.current === null) return;
    this.current = asked.at(-1) ?? null;
    this.current?.asking.read();
  };

  /** Back from a replay to the heap that was asked about. */
  showQuestion = (): void => this.replay.stop();

  dispose = (): void => {
    this.#disposed = true;
    this.replay.stop();
    this.#scene?.dispose();
  };

  #show(view: QuestionView): void {
    this.#scene?.dispose();
    if (view.scene === null) {
      this.#scene = null;
      return;
    }
    const { run, seq } = view.scene;
    // What comes after would give the answer away.
    const scene = new RunView(this.#host.bridge, { run, length: seq, seq });
    scene.limit = seq;
    this.#scene = scene;
  }
}
