import { countBy, trueRule } from './counting.ts';
import type { WrongCollector } from './misconception.ts';

function rootTargets(
  play: Parameters<NonNullable<WrongCollector['survivors']>>[0],
  operation: number,
): readonly number[] {
  const targets: number[] = [];
  for (const { holder, target } of play.worldAfter(operation).values()) {
    if (holder === null && target !== null && !targets.includes(target)) targets.push(target);
  }
  return targets;
}

/** M16: only what a root holds directly survives; under counting, only variables count. */
export const rootsOnly: WrongCollector = {
  id: 'M16',
  name: {
    en: 'Only what a variable holds directly survives',
    'zh-CN': '只有变量直接指着的对象才存活',
  },
  refutation: {
    en: 'If only the roots’ own targets survived, every list would lose all but its first node. The program can follow fields, so whatever fields lead to from a live object is live as well.',
    'zh-CN':
      '如果只有根直接指着的对象才存活，每个链表就只剩第一个节点了。程序能沿着字段走，所以从存活对象的字段出发能到达的一切，也都存活。',
  },
  counted: (play, operation) => countBy({ ...trueRule, countsFields: false }, play, operation),
  survivors: (play, operation) => new Set(rootTargets(play, operation)),
  scanOrder: (play, operation) => rootTargets(play, operation),
  stackDepth: (play, operation) => rootTargets(play, operation).length,
};
