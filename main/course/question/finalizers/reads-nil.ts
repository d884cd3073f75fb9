import type { Answer } from '../../../contract/course.ts';
import type { Holding } from '../../misconceptions/go-rules.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { performProgramText } from '../../scene-runner.ts';
import { distractors } from '../answers.ts';
import type { Draft, QuestionProgram, QuestionType } from '../type.ts';
import { liveness, settingsOf, typed, whole } from './program.ts';

const rules = ['M10', 'scope-keeps'] as const;
const letters = ['A', 'B', 'C', 'D', 'E'] as const;
const holdings: readonly [Holding, ...Holding[]] = ['used', 'idle', 'ended', 'handed-on'];

type Held = readonly (readonly [string, Holding])[];

function programOf(held: Held): QuestionProgram {
  const lower = (name: string): string => name.toLowerCase();
  const global = held.filter(([, holding]) => holding === 'handed-on').map(([name]) => name);
  const body = held.flatMap(([name, holding]) => {
    const make = `${lower(name)} := &${name}{}`;
    const weak = `weak${name} ${holding === 'used' || holding === 'idle' ? ':=' : '='} weak.Make(${lower(name)})`;
    if (holding === 'used' || holding === 'idle') return [`\t${make}`, `\t${weak}`];
    return [
      `\tvar weak${name} weak.Pointer[${name}]`,
      '\t{',
      `\t\t${make}`,
      ...(holding === 'handed-on' ? [`\t\tkept${name} = ${lower(name)}`] : []),
      `\t\t${weak}`,
      '\t}',
    ];
  });
  const text = [
    'package main',
    '',
    'import (',
    '\t"fmt"',
    '\t"runtime"',
    '\t"weak"',
    ')',
    '',
    ...held.map(([name]) => `type ${name} struct{ data [4]int }`),
    '',
    ...global.map((name) => `var kept${name} *${name}`),
    ...(global.length > 0 ? [''] : []),
    'func main() {',
    ...body,
    '\truntime.GC()',
    ...held.map(([name]) => `\tfmt.Println("${name}", weak${name}.Value() == nil)`),
    ...held
      .filter(([, holding]) => holding === 'used')
      .map(([name]) => `\truntime.KeepAlive(${lower(name)})`),
    '}',
    '',
  ].join('\n');
  return { text, options: liveness };
}

/** Which weak pointers read nil after a collection? */
export const readsNil: QuestionType = {
  id: 'reads-nil',
  concept: 'last-use',
  title: { en: 'Weak pointers that read nil', 'zh-CN': '哪些弱指针读作 nil' },
  misconceptions: rules,
  draft(chance, level): Draft | null {
    const held = letters
      .slice(0, level + 2)
      .map((name): readonly [string, Holding] => [name, chance.pick(holdings)]);
    const nilBy = (keeps: (holding: Holding) => boolean): Answer | null =>
      typed(held.filter(([, holding]) => !keeps(holding)).map(([name]) => name));
    const expected = nilBy((holding) => holding === 'used' || holding === 'handed-on');
    if (expected === null) return null;
    const foreseen = rules.map((id): readonly [(typeof rules)[number], Answer | null] => [
      id,
      nilBy(wrongCollector(id)?.go?.keeps ?? (() => true)),
    ]);
    const least = level === 1 ? 1 : 2;
    if (distractors([expected], foreseen, least) === null) return null;
    const program = programOf(held);
    const settings = settingsOf();
    const history = performProgramText(program, settings);
    const lines = history.frame(history.recording.length).output.split('\n');
    const answer = typed(
      lines.flatMap((line) => (line.endsWith(' true') ? [line.split(' ')[0] ?? ''] : [])),
    );
    if (answer === null) return null;
    const wrong = distractors([answer], foreseen, least);
    if (wrong === null) return null;
    const idle = held.filter(([, holding]) => holding === 'idle').map(([name]) => name);
    const given = held.filter(([, holding]) => holding === 'handed-on').map(([name]) => name);
    return {
      operations: [],
      program,
      settings,
      ...whole,
      listed: true,
      prompt: {
        en: 'For which letters does the program print `true`, that is: whose weak pointer reads nil after the collection?',
        'zh-CN': '程序对哪些字母打印 `true`，也就是说，回收之后谁的弱指针读作 nil？',
      },
      explanation: {
        en: `A local variable is a root until its *last use*, not until its block ends; a global is one always.${idle.length > 0 ? ` Not used after the collection: ${idle.join(', ')}.` : ''}${given.length > 0 ? ` Handed to a global: ${given.join(', ')}.` : ''} A weak pointer itself keeps nothing.`,
        'zh-CN': `局部变量到**最后一次使用**为止是根，而不是到块结束；全局变量一直是根。${idle.length > 0 ? `回收之后没再用过的：${idle.join('、')}。` : ''}${given.length > 0 ? `交给了全局变量的：${given.join('、')}。` : ''}弱指针本身什么也留不住。`,
      },
      form: () => ({ kind: 'text', length: 20 }),
      accepted: [answer],
      wrong,
    };
  },
};
