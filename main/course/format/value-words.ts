/** Words of the machine that a text may show, in the language of the text: colours, states, faults. */
import type { Expression } from '../expression/syntax.ts';
import type { Both } from './schemas.ts';

const words: Readonly<Record<string, Both>> = {
  white: { en: 'white', 'zh-CN': '白色' },
  grey: { en: 'grey', 'zh-CN': '灰色' },
  black: { en: 'black', 'zh-CN': '黑色' },
  live: { en: 'live', 'zh-CN': '存活' },
  garbage: { en: 'garbage', 'zh-CN': '垃圾' },
  dead: { en: 'dead', 'zh-CN': '已死' },
  freed: { en: 'freed', 'zh-CN': '已释放' },
  'use-after-free': { en: 'use after free', 'zh-CN': '释放后使用' },
  'double-free': { en: 'double free', 'zh-CN': '重复释放' },
};

/** Does its value come from the machine's vocabulary, and not from what a program printed? */
export function speaksMachineWords(expression: Expression): boolean {
  switch (expression.kind) {
    case 'name':
      return expression.name === 'faults';
    case 'call':
      return (
        expression.name === 'colour' ||
        expression.name === 'state' ||
        (expression.name === 'item' && expression.operands.slice(0, 1).some(speaksMachineWords))
      );
    case 'list':
      return expression.items.every(speaksMachineWords);
    case 'at':
      return speaksMachineWords(expression.operand);
    default:
      return false;
  }
}

/** The word in a language; a text that is none stays as it is. */
export const machineWord = (word: string, language: keyof Both): string =>
  (Object.hasOwn(words, word) ? words[word]?.[language] : undefined) ?? word;
