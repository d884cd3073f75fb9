/** What is checked by performing a lesson: its scenes, steps, numbers, questions of its own, its lab. */
import type { Language } from '../../contract/course.ts';
import { evaluate, holds } from '../expression/evaluate.ts';
import { ExpressionError } from '../expression/syntax.ts';
import { isMisconception } from '../misconceptions/registry.ts';
import type { Lesson, Scene, Step } from '../format/course.ts';
import { languages } from '../format/course.ts';
import type { MistakeList } from '../format/mistake.ts';
import type { Template, TemplateInline } from '../format/template.ts';
import { inlinesIn } from '../format/template.ts';
import { HistoryError, mostEvents } from '../history.ts';
import { answersToAsk, formOfAsk } from '../lesson/ask.ts';
import type { AskMoment } from '../lesson/ask.ts';
import { PerformedLesson } from '../lesson/performed.ts';
import type { PerformSource } from '../lab/grade.ts';
import { resolveMoment } from '../moment.ts';
import type { Recording } from '../ports.ts';
import { normalForm } from '../question/normal-form.ts';
import { checkLab } from './lab-check.ts';

/** Runs an author's expression; a sentence about it becomes a mistake at this place. */
function attempt(
  file: string,
  line: number,
  code: string,
  mistakes: MistakeList,
  what: () => void,
): void {
  try {
    what();
  } catch (error) {
    if (!(error instanceof HistoryError || error instanceof ExpressionError)) throw error;
    mistakes.add(file, line, code, error.message);
  }
}

class LessonChecker {
  readonly #lesson: Lesson;
  readonly #mistakes: MistakeList;
  readonly #perform: PerformSource;

  constructor(lesson: Lesson, mistakes: MistakeList, perform: PerformSource) {
    this.#lesson = lesson;
    this.#mistakes = mistakes;
    this.#perform = perform;
  }

  check(): void {
    const recordings = new Map<string, Recording>();
    for (const scene of this.#lesson.scenes) {
      const recording = this.#scene(scene);
      if (recording !== null) recordings.set(scene.name, recording);
    }
    const performed = new PerformedLesson(this.#lesson, recordings);
    for (const scene of this.#lesson.scenes)
      if (recordings.has(scene.name)) this.#facts(scene, performed);
    for (const step of this.#lesson.steps)
      if (recordings.has(step.scene)) this.#step(step, performed);
    const { lab } = this.#lesson;
    if (lab !== null) checkLab(lab, this.#lesson.folder, this.#mistakes, this.#perform);
    for (const step of this.#lesson.steps) {
      if (step.kind === 'lab' && lab === null)
        this.#add(step, 'lab', 'the step leads to a lab, but there is no lab.yaml');
    }
  }

  #add(step: Step, code: string, message: string): void {
    this.#mistakes.add(this.#lesson.texts.en.file, step.texts.en.line, code, message);
  }

  #scene(scene: Scene): Recording | null {
    const outcome = this.#perform(scene.source, scene.settings, scene.program);
    const file = `${this.#lesson.folder}/${scene.source.name}`;
    if ('problems' in outcome) {
      for (const { line, message } of outcome.problems)
        this.#mistakes.add(file, line, 'source-text', message);
      return null;
    }
    const { status } = outcome.ok;
    if (outcome.ok.length > mostEvents) {
      this.#mistakes.add(
        file,
        1,
        'endless',
        `the scene records ${outcome.ok.length} events; a lesson's scene may have at most ${mostEvents}`,
      );
      return null;
    }
    if (status === 'limit' || status === 'running') {
      this.#mistakes.add(
        file,
        1,
        'endless',
        'the scene never ends: it was stopped at its limit of steps',
      );
      return null;
    }
    if (status !== scene.ends) {
      this.#mistakes.add(
        this.#lesson.file,
        scene.line,
        'scene',
        `the scene ends as '${status}', not as '${scene.ends}'`,
      );
    }
    return outcome.ok;
  }

  #facts(scene: Scene, performed: PerformedLesson): void {
    const history = performed.history(scene.name);
    for (const fact of scene.facts) {
      attempt(this.#lesson.file, fact.line, 'fact', this.#mistakes, () => {
        const seq = resolveMoment(history, fact.at);
        if (holds(fact.that, { history, seq })) return;
        const { that } = fact;
        const compared = that.kind === 'binary' ? [that.left, that.right] : [];
        const found = compared
          .map((side) => JSON.stringify(evaluate(side, { history, seq })))
          .join(' and ');
        this.#mistakes.add(
          this.#lesson.file,
          fact.line,
          'fact',
          `'${fact.source}' isn't true of the scene${found === '' ? '' : `: the sides are ${found}`}`,
        );
      });
    }
  }

  #step(step: Step, performed: PerformedLesson): void {
    const file = this.#lesson.texts.en.file;
    const { line } = step.texts.en;
    let moment: AskMoment | null = null;
    attempt(file, line, 'moment', this.#mistakes, () => {
      moment = performed.momentOf(step);
    });
    const placed = moment as AskMoment | null;
    if (placed === null) return;
    if (step.kind === 'predict' && placed.revealSeq <= placed.seq) {
      this.#add(step, 'moment', 'a prediction needs a reveal= that is later than its at=');
    }
    for (const name of step.focus) {
      attempt(file, line, 'focus', this.#mistakes, () => {
        placed.history.objectNamed(name);
      });
    }
    for (const language of languages) this.#numbers(step, language, placed);
    const { ask } = step;
    if (ask === null) return;
    attempt(file, line, 'ask', this.#mistakes, () => {
      for (const language of languages) {
        formOfAsk(
          this.#lesson.id,
          step,
          ask,
          placed,
          language,
          performed.filling(language, placed.history, placed.seq),
        );
      }
    });
    attempt(file, line, 'ask', this.#mistakes, () => {
      this.#answers(step, placed);
    });
  }

  #answers(step: Step, moment: AskMoment): void {
    const { ask } = step;
    if (ask === null) return;
    const { accepted, foreseen } = answersToAsk(ask, moment);
    if (accepted.length === 0) this.#add(step, 'ask', 'no option is right at the reveal');
    if (ask.form === 'choice' && accepted.length > 1)
      this.#add(
        step,
        'ask',
        `${accepted.length} options are right at the reveal; exactly one must be`,
      );
    const right = new Set(accepted.map((answer) => normalForm(answer)));
    const seen = new Set<string | null>();
    for (const { answer, misconception, option } of foreseen) {
      const { line } = step.texts.en.options[option] ?? step.texts.en;
      const form = normalForm(answer);
      if (right.has(form))
        this.#mistakes.add(
          this.#lesson.texts.en.file,
          line,
          'ask',
          'the wrong answer that is foreseen here is right',
        );
      if (seen.has(form))
        this.#mistakes.add(
          this.#lesson.texts.en.file,
          line,
          'ask',
          'the same wrong answer is foreseen twice',
        );
      seen.add(form);
      if (misconception !== null && !isMisconception(misconception)) {
        this.#mistakes.add(
          this.#lesson.texts.en.file,
          line,
          'misconception',
          `there is no wrong collector ${misconception}`,
        );
      }
    }
  }

  /** Every number of a step's texts can be computed where it is shown. */
  #numbers(step: Step, language: Language, { history, seq, revealSeq }: AskMoment): void {
    const text = step.texts[language];
    const { file } = this.#lesson.texts[language];
    const title: readonly TemplateInline[] = text.title;
    const parts: readonly (readonly [Template, number])[] = [
      [[{ kind: 'paragraph', children: title }], seq],
      [text.text, seq],
      [text.prompt, seq],
      [text.explanation, revealSeq],
      ...text.options.flatMap((option): (readonly [Template, number])[] => [
        [option.text, seq],
        [option.reply, revealSeq],
      ]),
    ];
    for (const [template, at] of parts) {
      for (const { inline } of inlinesIn(template)) {
        const embedded =
          inline.kind === 'expression'
            ? [inline]
            : inline.kind === 'formula'
              ? inline.parts.filter((part) => typeof part !== 'string')
              : [];
        for (const { expression, line, source } of embedded) {
          attempt(file, line, 'expression', this.#mistakes, () => {
            const value = evaluate(expression, { history, seq: at });
            if (typeof value === 'boolean')
              throw new ExpressionError(
                `{{${source}}} is true or false; a text needs a number, an object or a list`,
              );
          });
        }
      }
    }
  }
}

export function checkLesson(lesson: Lesson, mistakes: MistakeList, perform: PerformSource): void {
  new LessonChecker(lesson, mistakes, perform).check();
}
