/** The answer to an answer of a lesson's own question. */
import type { Answer, Language, Verdict } from '../../contract/course.ts';
import type { Step } from '../format/course.ts';
import { readMarkdown } from '../format/markdown.ts';
import { MistakeList } from '../format/mistake.ts';
import type { Filling } from '../format/template.ts';
import { fill } from '../format/template.ts';
import { answersToAsk, formOfAsk } from '../lesson/ask.ts';
import type { CoursePorts } from '../ports.ts';
import { sameAnswer } from '../question/normal-form.ts';
import { parseScript } from '../../simulator/script.ts';
import { answerText } from './answer-text.ts';
import type { OpenLesson } from './open-lessons.ts';
import { CourseFault } from './reply.ts';
import { misconceptionView, openWrongReplay } from './wrong-replay.ts';

export interface LessonVerdict {
  readonly verdict: Verdict;
  readonly concept: string;
}

/** Generated words and refutations are Markdown of our own: what they hold was checked by their tests. */
export function ownProse(text: string, filling: Filling): ReturnType<typeof fill> {
  return fill(readMarkdown('', text, 1, new MistakeList()), filling);
}

export async function lessonVerdict(
  open: OpenLesson,
  step: Step,
  language: Language,
  given: Answer,
  ports: CoursePorts,
): Promise<LessonVerdict> {
  const { performed } = open;
  const { lesson } = performed;
  const { ask } = step;
  if (ask === null) throw new CourseFault('unknown-step', { lesson: lesson.id, step: step.id });
  const moment = performed.momentOf(step);
  const { history, scene, seq, revealSeq } = moment;
  const before = performed.filling(language, history, seq);
  const after = performed.filling(language, history, revealSeq);
  const form = formOfAsk(lesson.id, step, ask, moment, language, before);
  const { accepted, foreseen } = answersToAsk(ask, moment);
  const correct = accepted[0];
  if (correct === undefined)
    throw new CourseFault('lesson-damaged', {
      lesson: lesson.id,
      problem: `the step '${step.id}' has no right answer`,
    });
  const unit = form.kind === 'number' ? form.unit : null;
  const right = accepted.some((answer) => sameAnswer(answer, given, unit));
  const mistake = right
    ? undefined
    : foreseen.find(({ answer }) => sameAnswer(answer, given, unit));
  const text = step.texts[language];
  const replyText =
    mistake === undefined ? [] : fill(text.options[mistake.option]?.reply ?? [], after);
  const rule = misconceptionView(mistake?.misconception ?? null, language);
  const run = open.scenes.find(({ name }) => name === step.scene)?.run ?? null;
  const parsed = scene.source.kind === 'operations' ? parseScript(scene.source.text) : null;
  const operations = parsed?.ok === true ? parsed.lines.map(({ operation }) => operation) : [];
  return {
    concept: ask.concept,
    verdict: {
      right,
      correct,
      correctText: [...answerText(correct, form, history, language)],
      explanation: [...(rule === null ? replyText : []), ...fill(text.explanation, after)],
      misconception:
        rule === null
          ? null
          : {
              id: rule.id,
              name: rule.name,
              refutation: replyText.length > 0 ? replyText : ownProse(rule.refutation, after),
            },
      replay: run === null || revealSeq <= seq ? null : { run, from: seq, to: revealSeq },
      wrongReplay: await openWrongReplay(
        ports,
        rule?.id ?? null,
        {
          operations,
          program:
            scene.program === null ? null : { text: scene.source.text, options: scene.program },
          settings: scene.settings,
        },
        scene.source.name,
      ),
    },
  };
}
