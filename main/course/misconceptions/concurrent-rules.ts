/** Wrong ideas about marking while the program runs (the reference, L14). */
import type { ObjectId } from '../../simulator/event.ts';
import type { History } from '../history.ts';
import type { WrongCollector } from './misconception.ts';

/** A store of a reference into an object or a global while marking goes on, as it was just before. */
interface MarkingStore {
  readonly operation: number;
  readonly owner: ObjectId | null;
  readonly from: ObjectId | null;
  readonly to: ObjectId | null;
  readonly colourOf: (object: ObjectId | null) => 'white' | 'grey' | 'black' | null;
}

function storesAfter(history: History, seq: number): readonly MarkingStore[] {
  const end = history.events.find(({ event, seq: at }) => at > seq && event === 'sweep')?.seq;
  return history.events.flatMap((event) => {
    if (event.event !== 'write' || event.seq <= seq || (end !== undefined && event.seq > end))
      return [];
    const before = history.frame(event.seq - 1);
    const colours = new Map(before.objects.map(({ id, colour }) => [id, colour]));
    return [
      {
        operation: event.op,
        owner: event.object,
        from: event.from,
        to: event.to,
        colourOf: (object) => (object === null ? null : (colours.get(object) ?? null)),
      },
    ];
  });
}

/** The collector sees the graph as it is when it is done. */
export const graphAtEnd: WrongCollector = {
  id: 'graph-at-end',
  name: {
    en: 'The collector sees the graph as it is in the end',
    'zh-CN': '回收器看到的是最后的图',
  },
  refutation: {
    en: 'Then nothing could be lost and nothing could float, and no barrier would be needed. The collector sees each object *once*, when it scans it; what happens there afterwards it doesn’t see. A concurrent collection isn’t just a collection on another thread.',
    'zh-CN':
      '要是这样，就不会丢对象，也不会有浮动垃圾，屏障也就用不着了。回收器对每个对象只看**一眼**，就在扫描它的时候；之后那里发生的事它看不见。并发回收并不只是“换一个线程来回收”。',
  },
  lost: () => new Set(),
  floats: () => new Set(),
};

/** To cut a path is enough to lose an object. */
export const cutHides: WrongCollector = {
  id: 'cut-hides',
  name: {
    en: 'Cutting a path to an unseen object loses it',
    'zh-CN': '切断通往未见对象的路径，就会丢掉它',
  },
  refutation: {
    en: 'If nobody else holds it, it is garbage and may go; if a grey object, or a root that is still to be scanned, leads to it, it will be found there. It is lost only if a *black* one holds it as well.',
    'zh-CN':
      '如果别处没人指着它，它就是垃圾，本该释放；如果还有灰色对象或尚未扫描的根通到它，就会在那里被找到。只有当一个**黑色**对象也指着它时，它才会丢。',
  },
  lost: (history, seq) =>
    new Set(
      storesAfter(history, seq).flatMap(({ from, colourOf }) =>
        from !== null && colourOf(from) === 'white' ? [from] : [],
      ),
    ),
};

/** To store into a black object is enough to lose what is stored. */
export const storeHides: WrongCollector = {
  id: 'store-hides',
  name: {
    en: 'Storing a white object into a black one loses it',
    'zh-CN': '把白色对象存进黑色对象，就会丢掉它',
  },
  refutation: {
    en: 'The collector won’t find it *there*. But as long as some path from a grey object leads to it, too, it is found on that one. Both must happen: the store into a black object, and the loss of every grey path.',
    'zh-CN':
      '回收器不会在**那里**找到它。但只要还有一条从灰色对象出发的路径通到它，就会从那条路找到。两件事缺一不可：存进黑色对象，并且所有灰色路径都断掉。',
  },
  lost: (history, seq) =>
    new Set(
      storesAfter(history, seq).flatMap(({ owner, to, colourOf }) =>
        to !== null && colourOf(to) === 'white' && colourOf(owner) === 'black' ? [to] : [],
      ),
    ),
};

/** Whatever dies while marking goes on floats. */
export const lateFloats: WrongCollector = {
  id: 'late-floats',
  name: {
    en: 'Whatever dies during a collection stays until the next',
    'zh-CN': '回收期间死去的都要等到下一次',
  },
  refutation: {
    en: 'It stays if the collector has already marked it, or if a barrier shades it when it is cut off. What dies *white*, with nobody shading it, is freed by this very collection.',
    'zh-CN':
      '已经被标记的会留下，切断时被屏障着了色的也会留下。而**白着**死去、又没人给它着色的，这一次回收就会释放。',
  },
  floats: (history, seq) => {
    const live = history.frame(seq).objects.filter(({ state }) => state === 'live');
    const end = history.frame(history.recording.length);
    const alive = new Set(end.objects.flatMap(({ id, state }) => (state === 'live' ? [id] : [])));
    return new Set(live.flatMap(({ id }) => (alive.has(id) ? [] : [id])));
  },
};

/** Insertion and deletion mixed up. */
export const barriersSwapped: WrongCollector = {
  id: 'barriers-swapped',
  name: {
    en: 'Insertion and deletion barriers mixed up',
    'zh-CN': '把插入屏障和删除屏障弄反了',
  },
  refutation: {
    en: 'Two questions tell them apart. Which reference is watched: the one that is stored (insertion: Dijkstra, Steele) or the one that is overwritten (deletion: Yuasa)? And what becomes grey: the target, or (Steele) the object stored into?',
    'zh-CN':
      '问两个问题就能分清。看的是哪个引用：正要存入的（插入：Dijkstra、Steele），还是将被覆盖的（删除：Yuasa）？变灰的是谁：引用的目标，还是（Steele）被存入的那个对象？',
  },
};

/** The barrier runs at every store of a reference. */
export const barrierAlways: WrongCollector = {
  id: 'barrier-always',
  name: {
    en: 'Every store of a reference shades something',
    'zh-CN': '每次存引用都会着色',
  },
  refutation: {
    en: 'Variables of the running stack have no barrier, an object that has a colour already isn’t shaded again, and outside of marking the barrier does nothing at all. Otherwise programs would run far slower.',
    'zh-CN':
      '当前栈上的变量没有屏障；已经有颜色的对象不会再着色；不在标记期间，屏障什么也不做。否则程序会慢得多。',
  },
};

/** Any reference to a white object breaks the invariant. */
export const whiteTarget: WrongCollector = {
  id: 'white-target',
  name: {
    en: 'Any reference to a white object is dangerous',
    'zh-CN': '凡是指向白色对象的引用都危险',
  },
  refutation: {
    en: 'A grey holder will be scanned, and its target found then; a white one may still be met, or is garbage. Only a *black* holder has been dealt with for good: its references are never looked at again.',
    'zh-CN':
      '灰色对象还会被扫描，到时就会找到它指着的；白色对象要么还会被遇到，要么就是垃圾。只有**黑色**对象已经了结，它的引用不会再有人看。',
  },
};
