/** The entry to the front end: from source text to a checked program, or to everything that is wrong. */
import type { CheckedProgram, EscapeMode } from '../checked.ts';
import { parseFile } from '../parser/file.ts';
import type { Problem } from '../problems.ts';
import { beyondLimit, type Refusal } from '../refusals.ts';
import { SourceFile, utf8Length } from '../source.ts';
import { checkBranches, type BranchTarget } from './branches.ts';
import { Checker, type FoundProblem } from './checker.ts';
import { collectPackage, reportUnusedImports, resolvePackage } from './collection.ts';
import { assembleProgram } from './assembly.ts';
import { orderInitialisation } from './initialisation-order.ts';
import { mentionsItself } from './valid-types.ts';

/** Longest source that is read, in bytes of UTF-8. */
export const sourceLimit = 256 * 1024;

/** Most problems that are reported, as Go's compiler does. */
const problemLimit = 10;

export type CheckResult =
  | { readonly ok: true; readonly program: CheckedProgram }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Checks a program. `fileName` only appears in messages. With problems: sorted by place, at most ten
 * of them, then "too many errors".
 */
export function checkProgram(
  source: string,
  fileName: string,
  options: { readonly escape: EscapeMode },
): CheckResult {
  const size = source.length > sourceLimit ? source.length : utf8Length(source, 0, source.length);
  if (size > sourceLimit) {
    return refuseAll(beyondLimit('source-too-long', { most: sourceLimit }));
  }
  try {
    return checkText(source, fileName, options.escape);
  } catch (error) {
    if (!(error instanceof RangeError && error.message.startsWith('Maximum call stack')))
      throw error;
    return refuseAll(beyondLimit('declarations-too-deep'));
  }
}

/** A program that is not read at all. */
function refuseAll(refusal: Refusal): CheckResult {
  return { ok: false, problems: [{ line: 1, column: 1, ...refusal }] };
}

function checkText(source: string, fileName: string, escape: EscapeMode): CheckResult {
  const file = new SourceFile(fileName, source);
  const { tree, problems: syntaxProblems, bodies } = parseFile(source);
  const found: FoundProblem[] = [...syntaxProblems];
  const refuse = (): CheckResult => ({ ok: false, problems: presentProblems(file, found) });

  const targets: (BranchTarget | undefined)[] = [];
  for (const body of bodies)
    checkBranches(body, {
      place: (position) => {
        const { line, column } = file.placeOf(position);
        return `${fileName}:${line}:${column}`;
      },
      error: (position, code, message) => {
        found.push({ position, code, message });
      },
      refuse: (position, refusal) => {
        found.push({ position, ...refusal });
      },
      target: (branch, target) => {
        targets[branch.id] = target;
      },
    });

  if (tree === null || found.some(isDecisive)) return refuse();

  const checker = new Checker(file, tree);
  if (tree.packageName.name !== 'main')
    checker.error(
      tree.packageName.position,
      'other',
      tree.packageName.name === '_'
        ? 'invalid package name _'
        : `package ${tree.packageName.name} is not a main package`,
    );
  collectPackage(checker);
  resolvePackage(checker);
  const steps = orderInitialisation(checker);
  reportUnusedImports(checker);
  if (found.length === 0 && checker.problems.length === 0) reportLateFaults(checker);
  const main = checker.packageScope.names.get('main');
  found.push(...checker.problems);
  if (main === undefined && found.length === 0)
    found.push({
      position: 0,
      code: 'other',
      message: 'function main is undeclared in the main package',
    });
  if (found.length > 0) return refuse();
  return { ok: true, program: assembleProgram(checker, escape, steps, targets) };
}

/** What Go's compiler finds only once types are right. */
function reportLateFaults(c: Checker): void {
  for (const position of c.withoutBody) c.error(position, 'other', 'missing function body');
  c.problems.push(...c.lateFaults);
  const reported = new Set<unknown>();
  for (const { type, position } of c.interfaces) {
    if (reported.has(type) || !mentionsItself(type)) continue;
    reported.add(type);
    c.error(
      position,
      'invalid-type',
      'invalid recursive type: anonymous interface refers to itself (see https://go.dev/issue/56103)',
    );
  }
}

/** After these the checker would only report what follows from them. */
function isDecisive({ message, code }: FoundProblem): boolean {
  return code === 'limit' || code === 'not-in-minigo' || message.startsWith('syntax error');
}

/** As Go's compiler: what is reported first counts, one of several syntax errors in a row on a line, sorted by place in the end. */
function presentProblems(file: SourceFile, found: readonly FoundProblem[]): Problem[] {
  const kept: FoundProblem[] = [];
  let syntaxLine = 0;
  let last = '';
  for (const problem of found) {
    const line = file.lineOf(problem.position);
    if (problem.message.startsWith('syntax error')) {
      if (line === syntaxLine) continue;
      syntaxLine = line;
    } else {
      // Go leaves out what it has just said of the same line.
      const said = `${line} ${problem.message}`;
      if (said === last) continue;
      last = said;
    }
    kept.push(problem);
    if (kept.length === problemLimit) break;
  }
  const tenth = kept[problemLimit - 1];
  kept.sort((a, b) => a.position - b.position);
  const isRepeated = (problem: FoundProblem, before: FoundProblem | undefined): boolean =>
    before?.position === problem.position && before.message === problem.message;
  const problems = kept
    .filter((problem, index) => !isRepeated(problem, kept[index - 1]))
    .map(({ position, ...problem }): Problem => ({ ...file.placeOf(position), ...problem }));
  if (tenth !== undefined)
    problems.push({
      ...file.placeOf(tenth.position),
      message: 'too many errors',
      code: 'other',
    });
  return problems;
}
