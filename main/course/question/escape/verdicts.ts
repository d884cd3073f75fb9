/** What MiniGo's escape analysis, Go's own rule, says of a program's variables. */
import type { ProgramOptions } from '../../../contract/run.ts';
import { checkProgram } from '../../../minigo/check/program.ts';
import type { EscapeReason } from '../../../minigo/entities.ts';
import { defaultSettings } from '../../../simulator/settings.ts';
import type { HeapSettings } from '../../../simulator/settings.ts';
import { walk } from '../../../minigo/walk.ts';
import type { Both } from '../../format/schemas.ts';
import type { EscapeSite } from '../../misconceptions/escape-rules.ts';
import type { MomentReference } from '../../moment.ts';
import { variableNames } from './fragments.ts';

/** A variable of a program, or what the `new` makes that it is declared with. */
export interface Verdict extends EscapeSite {
  readonly name: string;
  readonly escapes: boolean;
  readonly reason: EscapeReason;
  /** Line of what decides it; null where nothing does. */
  readonly line: number | null;
  readonly captured: 'none' | 'value' | 'reference';
}

export const escapeOptions: ProgramOptions = { escape: 'go', roots: 'scope', steps: 10_000 };
export const escapeSettings: HeapSettings = {
  ...defaultSettings,
  heapBytes: 1_024,
  collector: 'none',
};
export const atStart: MomentReference = { before: false, point: { kind: 'start' } };

/** The verdicts on the variables x, y, z … of a program that is known to be sound; throws a RangeError otherwise. */
export function verdictsOn(text: string): readonly Verdict[] {
  const checked = checkProgram(text, 'main.go', { escape: 'go' });
  if (!checked.ok) throw new RangeError(`${checked.problems[0]?.message ?? ''}\n${text}`);
  const { program } = checked;
  const lines = text.split('\n');
  const made = new Map<number, { escapes: boolean; reason: EscapeReason; at: number | null }>();
  for (const declaration of program.tree.declarations)
    walk(declaration, (node) => {
      const allocation = program.allocations[node.id];
      if (allocation?.kind === 'new')
        made.set(program.file.lineOf(node.position), allocation.decision);
      return true;
    });
  return program.variables
    .filter(({ name, role }) => role === 'local' && variableNames.some((known) => known === name))
    .map((variable): Verdict => {
      const line = program.file.lineOf(variable.position);
      const fresh = lines[line - 1]?.includes('new(') === true ? made.get(line) : undefined;
      const { escapes, reason, at } = fresh ?? variable.escape;
      return {
        name: variable.name,
        escapes,
        reason,
        line: at === null ? null : program.file.lineOf(at),
        made: fresh === undefined ? 'variable' : 'new',
        addressTaken: variable.addressTaken || variable.captureMode === 'reference',
        passed: isPassed(variable.name, lines, line),
        captured: variable.captureMode,
      };
    });
}

/** Is the address of a variable handed to a function in the lines below its declaration? */
function isPassed(name: string, lines: readonly string[], line: number): boolean {
  const end = lines.findIndex((text, at) => at >= line && text === '}');
  const body = lines.slice(line, end).join('\n');
  const pointer = new RegExp(`(\\w+) := &${name}\\b`).exec(body)?.[1];
  return (
    new RegExp(`(?:look|keep|id)\\(&${name}\\)`).test(body) ||
    (pointer !== undefined && new RegExp(`(?:look|keep|id)\\(${pointer}\\)`).test(body))
  );
}

/** Why a variable is where it is, for people; in the words of what was written. */
const reasons: Partial<Readonly<Record<EscapeReason, Both>>> = {
  stays: {
    en: 'nothing that outlives the call receives its address',
    'zh-CN': '没有比这次调用活得更久的东西拿到它的地址',
  },
  returned: { en: 'its address is returned', 'zh-CN': '它的地址被返回了' },
  'stored-in-global': {
    en: 'its address is stored in a package variable',
    'zh-CN': '它的地址存进了包级变量',
  },
  'stored-through-pointer': {
    en: 'its address is stored where a pointer, a slice or a map leads, and the compiler doesn’t follow that',
    'zh-CN': '它的地址存到了指针、切片或映射所通之处，编译器不再追下去',
  },
  sent: { en: 'its address is sent on a channel', 'zh-CN': '它的地址发进了通道' },
  'captured-by-escaping-closure': {
    en: 'a closure that outlives the call refers to it',
    'zh-CN': '一个比这次调用活得更久的闭包引用着它',
  },
  'passed-to-escaping-parameter': {
    en: 'its address is handed to a function that keeps it',
    'zh-CN': '它的地址传给了一个会把地址留下的函数',
  },
  'outlives-loop-iteration': {
    en: 'a pointer declared outside the loop still leads to it in the next iteration',
    'zh-CN': '循环外声明的指针，到下一次循环时还指着它',
  },
};

/** Throws a RangeError for a reason that no fragment has. */
export function reasonText(reason: EscapeReason): Both {
  const found = reasons[reason];
  if (found === undefined) throw new RangeError(`There are no words for '${reason}'`);
  return found;
}
