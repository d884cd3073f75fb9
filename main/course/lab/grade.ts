/** A lab: what the learner's source must bring about, checked by performing it. */
import type { Language } from '../../contract/course.ts';
import type { Problem, ProgramOptions, Source } from '../../contract/run.ts';
import type { Prose } from '../../contract/prose.ts';
import type { HeapSettings } from '../../simulator/settings.ts';
import { parseScript } from '../../simulator/script.ts';
import { evaluate, holds } from '../expression/evaluate.ts';
import { ExpressionError } from '../expression/syntax.ts';
import type { Value } from '../expression/values.ts';
import { isList, isReference, numberText } from '../expression/values.ts';
import type { Lab, LabCheck } from '../format/course.ts';
import { fill } from '../format/template.ts';
import { History, HistoryError, mostEvents } from '../history.ts';
import type { Recording, RecordOutcome } from '../ports.ts';

export interface CheckedGoal {
  readonly id: string;
  readonly met: boolean;
  /** What the run shows, for people. */
  readonly found: string;
}

export type PerformSource = (
  source: Source,
  settings: HeapSettings,
  program: ProgramOptions | null,
) => RecordOutcome<Recording>;

/** The lab's settings with those that the learner may change and did. */
export function settingsOfLab(lab: Lab, given: HeapSettings): HeapSettings {
  const open = Object.entries(given).filter(([name]) =>
    lab.open.some((allowed) => allowed === name),
  );
  return { ...lab.settings, ...Object.fromEntries(open) };
}

function shown(value: Value, history: History): string {
  if (value === null) return 'nil';
  if (isReference(value)) return history.nameOf(value.object);
  if (isList(value))
    return value
      .map((item) =>
        isList(item) ? item.map((part) => shown(part, history)).join(' ') : shown(item, history),
      )
      .join(', ');
  return typeof value === 'number' ? numberText(value) : String(value);
}

function checkGoal(check: LabCheck, history: History): CheckedGoal {
  const scope = { history, seq: history.recording.length };
  const attempt = <Result>(compute: () => Result, otherwise: Result): Result => {
    try {
      return compute();
    } catch (error) {
      // The learner's heap may lack what the goal speaks of; that is a goal not met, not a fault.
      if (error instanceof HistoryError || error instanceof ExpressionError) return otherwise;
      throw error;
    }
  };
  const { found } = check;
  return {
    id: check.id,
    met: attempt(() => holds(check.that, scope), false),
    found: found === null ? '' : attempt(() => shown(evaluate(found, scope), history), '–'),
  };
}

const limitWords = {
  operations: {
    en: (most: number) => `At most ${most} operations`,
    'zh-CN': (most: number) => `最多 ${most} 个操作`,
  },
  kinds: {
    en: (kinds: string) => `Only these operations: ${kinds}`,
    'zh-CN': (kinds: string) => `只用这些操作：${kinds}`,
  },
} as const;

const paragraph = (text: string): Prose => [
  { kind: 'paragraph', children: [{ kind: 'text', text }] },
];

/** The checks with their words: the limits first, then the goals. */
export function checksOfLab(lab: Lab, language: Language): { id: string; text: Prose }[] {
  const { operations, kinds } = lab.limits;
  return [
    ...(operations === undefined
      ? []
      : [{ id: 'limit-operations', text: paragraph(limitWords.operations[language](operations)) }]),
    ...(kinds === undefined
      ? []
      : [{ id: 'limit-kinds', text: paragraph(limitWords.kinds[language](kinds.join(', '))) }]),
    ...lab.checks.map(({ id, text }) => ({
      id,
      text: fill(text[language], { scope: null, language, sourceHref: () => null }),
    })),
  ];
}

function checkLimits(lab: Lab, source: Source): readonly CheckedGoal[] {
  const parsed = source.kind === 'operations' ? parseScript(source.text) : null;
  const lines = parsed?.ok === true ? parsed.lines.map(({ operation }) => operation.kind) : [];
  const { operations, kinds } = lab.limits;
  const others = lines.filter((kind) => kinds !== undefined && !kinds.includes(kind));
  return [
    ...(operations === undefined
      ? []
      : [{ id: 'limit-operations', met: lines.length <= operations, found: String(lines.length) }]),
    ...(kinds === undefined
      ? []
      : [{ id: 'limit-kinds', met: others.length === 0, found: [...new Set(others)].join(', ') }]),
  ];
}

export interface LabGrade {
  readonly checks: readonly CheckedGoal[];
  readonly problems: readonly Problem[];
  readonly done: boolean;
}

/** `recording`: the learner's run. `perform`: for the checks that run the same source under other settings. */
export function gradeLab(
  lab: Lab,
  source: Source,
  settings: HeapSettings,
  recording: Recording,
  perform: PerformSource,
): LabGrade {
  if (recording.length > mostEvents) {
    const message = `the run records ${recording.length} events; a lab looks at no more than ${mostEvents}`;
    return {
      checks: [],
      problems: [
        {
          line: 1,
          column: 1,
          message,
          code: 'too-long',
          detail: { length: recording.length, most: mostEvents },
        },
      ],
      done: false,
    };
  }
  const history = new History(recording);
  const goals = lab.checks.map((check): CheckedGoal => {
    if (check.under === null) return checkGoal(check, history);
    const other = perform(source, { ...settings, ...check.under }, lab.program);
    return 'ok' in other
      ? checkGoal(check, new History(other.ok))
      : { id: check.id, met: false, found: '–' };
  });
  const checks = [...checkLimits(lab, source), ...goals];
  return { checks, problems: [], done: checks.every(({ met }) => met) };
}
