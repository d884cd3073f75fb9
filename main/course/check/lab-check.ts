/** What is checked of a lab, a lesson's or a claim's, by performing its start and its solution. */
import { numbersIn } from '../expression/syntax.ts';
import type { Lab } from '../format/course.ts';
import { languages } from '../format/course.ts';
import type { MistakeList } from '../format/mistake.ts';
import { inlinesIn } from '../format/template.ts';
import type { LabGrade, PerformSource } from '../lab/grade.ts';
import { gradeLab } from '../lab/grade.ts';

/** The goal fails at the start, the solution meets it, and the words of each check say what it checks. */
export function checkLab(
  lab: Lab,
  folder: string,
  mistakes: MistakeList,
  perform: PerformSource,
): void {
  const startMet = runOfLab(lab, 'start', folder, mistakes, perform);
  if (startMet?.done === true)
    mistakes.add(lab.file, 1, 'lab', 'the goal is met at the start, so there is nothing to do');
  const solved = runOfLab(lab, 'solution', folder, mistakes, perform);
  for (const goal of solved?.checks ?? []) {
    if (goal.met) continue;
    const line = lab.checks.find(({ id }) => id === goal.id)?.line ?? 1;
    mistakes.add(
      lab.file,
      line,
      'lab',
      `the solution doesn't meet '${goal.id}'${goal.found === '' ? '' : `: found ${goal.found}`}`,
    );
  }
  for (const { that, text, line } of lab.checks) {
    const known = new Set(numbersIn(that).map(String));
    for (const language of languages) {
      for (const { inline } of inlinesIn(text[language])) {
        for (const number of inline.kind === 'text'
          ? (inline.text.normalize('NFKC').match(/\d+/g) ?? [])
          : []) {
          if (!known.has(number))
            mistakes.add(
              lab.file,
              line,
              'typed-number',
              `the text says ${number}, but the check doesn't`,
            );
        }
      }
    }
  }
}

function runOfLab(
  lab: Lab,
  which: 'start' | 'solution',
  folder: string,
  mistakes: MistakeList,
  perform: PerformSource,
): LabGrade | null {
  const source = lab[which];
  const settings = which === 'solution' ? lab.solved : lab.settings;
  const outcome = perform(source, settings, lab.program);
  if ('problems' in outcome) {
    for (const { line, message } of outcome.problems)
      mistakes.add(`${folder}/${source.name}`, line, 'source-text', message);
    return null;
  }
  return gradeLab(lab, source, settings, outcome.ok, perform);
}
