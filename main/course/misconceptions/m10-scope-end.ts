import type { ObjectId } from '../../simulator/event.ts';
import type { WrongCollector } from './misconception.ts';
import { reachableIn } from './play.ts';

/** M10: an object is collected exactly when the scope of the variable it was made for ends. */
export const scopeEnd: WrongCollector = {
  id: 'M10',
  name: {
    en: 'An object goes when its variable’s scope ends',
    'zh-CN': '变量的作用域一结束，对象就被回收',
  },
  refutation: {
    en: 'A variable’s end removes one reference, no more. If the object was handed on, to a field or to another variable, it is reachable and stays; and if it wasn’t, it waits for the collector to find out.',
    'zh-CN':
      '变量结束只少了一个引用。如果对象已经交给了字段或别的变量，它仍然可达，会留下来；如果没有，它也要等回收器来发现。',
  },
  go: { keeps: (holding) => holding === 'used' || holding === 'idle' },
  survivors: (play, operation) => {
    const kept = new Set<ObjectId>(reachableIn(play.worldAfter(operation)));
    const owner = new Map<ObjectId, string>();
    for (const { operation: at, slot, to, creates, from } of play.stores) {
      if (at > operation) break;
      if (creates && to !== null) owner.set(to, slot.key);
      const leaves = play.operations[at - 1]?.kind === 'pop';
      if (leaves && from !== null && owner.get(from) === slot.key) kept.delete(from);
    }
    return kept;
  },
};
