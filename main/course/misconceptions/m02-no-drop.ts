import type { Operation } from '../../simulator/operation.ts';
import { countBy, trueRule } from './counting.ts';
import type { WrongCollector } from './misconception.ts';

/** M2: overwriting a slot does not decrement the old target. */
export const noDrop: WrongCollector = {
  id: 'M2',
  name: {
    en: 'Overwriting a slot leaves the old count alone',
    'zh-CN': '覆盖槽位不会减少旧对象的计数',
  },
  refutation: {
    en: 'A count says how many slots hold the object *now*. A slot holds one reference: once it leads elsewhere, it no longer leads here, so this count must fall by one. If it stayed, the object could never die.',
    'zh-CN':
      '计数说的是**此刻**有多少个槽位指着这个对象。一个槽位只装一个引用：它改指别处，就不再指着原来的对象，原对象的计数必须减一。若不减，这个对象就永远死不了。',
  },
  counted: (play, operation) =>
    countBy({ ...trueRule, releasesOverwritten: false }, play, operation),
  // A hidden global keeps what an overwritten variable held: the true machine then counts as this rule would.
  replay: (script, settings) => {
    const frames: Set<string>[] = [new Set()];
    const operations = script.flatMap((operation, at): Operation[] => {
      if (operation.kind === 'push') frames.push(new Set());
      if (operation.kind === 'pop') frames.pop();
      if (operation.kind !== 'root' && operation.kind !== 'alloc' && operation.kind !== 'read')
        return [operation];
      const used = frames.at(-1)?.has(operation.slot) === true;
      frames.at(-1)?.add(operation.slot);
      const overwrites = operation.kind === 'root' && operation.from !== null && used;
      return overwrites
        ? [{ kind: 'root', slot: `@kept${at}`, from: operation.slot }, operation]
        : [operation];
    });
    return { operations, settings };
  },
};
