/** A generated question, performed and put into words: what a quiz shows of it and what a worksheet prints. */
import type { Language } from '../../contract/course.ts';
import type { Prose } from '../../contract/prose.ts';
import type { Source } from '../../contract/run.ts';
import { formatScript } from '../../simulator/script.ts';
import type { Filling } from '../format/template.ts';
import type { History } from '../history.ts';
import { resolveMoment } from '../moment.ts';
import type { Question } from '../question/type.ts';
import { performOperations, performProgramText } from '../scene-runner.ts';
import { answerText } from './answer-text.ts';
import { ownProse } from './lesson-verdict.ts';

export class AskedQuestion {
  readonly question: Question;
  readonly history: History;
  /** Where the stage stands while it is asked, and where the answer can be seen. */
  readonly seq: number;
  readonly revealSeq: number;

  constructor(question: Question) {
    this.question = question;
    this.history =
      question.program === undefined
        ? performOperations(question.operations, question.settings)
        : performProgramText(question.program, question.settings);
    this.seq = resolveMoment(this.history, question.ask);
    this.revealSeq = resolveMoment(this.history, question.reveal);
  }

  prompt(language: Language): Prose {
    return ownProse(this.question.prompt[language], this.filling(this.revealSeq, language));
  }

  explanation(language: Language): Prose {
    return ownProse(this.question.explanation[language], this.filling(this.revealSeq, language));
  }

  correctText(language: Language): Prose {
    const { history, question } = this;
    return answerText(question.accepted[0], question.form(language), history, language);
  }

  /** The program, or the operations that are still to come; null where nothing is listed. */
  get listing(): Source | null {
    const { history, question, seq } = this;
    if (question.program !== undefined)
      return { kind: 'program', name: 'main.go', text: question.program.text };
    if (!question.listed) return null;
    const rest = question.operations.slice(history.frame(seq).op);
    return { kind: 'operations', name: 'next.ops', text: formatScript(rest) };
  }

  filling(seq: number, language: Language): Filling {
    return { language, scope: { history: this.history, seq }, sourceHref: () => null };
  }
}
