/** Wrong rules about the end of objects in Go: finalizers, scopes, and what a slice keeps. */
import { finalizerRounds, onCycles } from './finalizer-rounds.ts';
import type { FinalizerRound, FinalizerWorld, SliceStep } from './go-rules.ts';
import type { WrongCollector } from './misconception.ts';

/** M18: a finalizer is a destructor. */
const destructor: WrongCollector = {
  id: 'M18',
  name: {
    en: 'A finalizer is a destructor: it runs at once, and the memory goes with it',
    'zh-CN': '终结器就是析构函数：立刻运行，内存随之释放',
  },
  refutation: {
    en: 'Then a finalizer could meet fields whose objects are gone already. Go runs it only for an object that no *other* finalizable object leads to; it brings the object back to life for the call, and only a later collection frees the memory. When, and whether at all, nobody promises.',
    'zh-CN':
      '那样终结器就可能碰到字段指向的对象已经不在了。Go 只给没有**别的**待终结对象通到的对象运行终结器；为了这次调用，对象被复活，内存要等以后的回收才释放。什么时候运行、究竟运不运行，都没有保证。',
  },
  go: {
    rounds: ({ objects, finalizable }) => [
      { finalized: objects.filter((object) => finalizable.has(object)), freed: objects },
    ],
  },
};

/** The collection that finds an object also frees it; order is right. */
const freedWithIt: WrongCollector = {
  id: 'freed-with-it',
  name: {
    en: 'The collection that queues a finalizer frees the object as well',
    'zh-CN': '哪次回收触发终结器，就在哪次释放对象',
  },
  refutation: {
    en: 'The finalizer gets the object as its argument: it must still be there. It is freed by the *next* collection at the earliest, if the finalizer hasn’t stored it somewhere.',
    'zh-CN':
      '终结器的参数就是这个对象，所以它必须还在。最早也要**下一次**回收才释放，前提是终结器没有把它存到别处。',
  },
  go: {
    rounds: (world) => {
      const rounds = finalizerRounds(world);
      const later = (at: number): readonly string[] =>
        (rounds[at + 1]?.freed ?? []).filter(
          (object) => rounds[at]?.finalized.includes(object) === true,
        );
      return rounds
        .map(({ finalized, freed }, at): FinalizerRound => {
          const before = at === 0 ? [] : later(at - 1);
          const early = freed.filter((object) => !before.includes(object));
          return { finalized, freed: [...early, ...later(at)] };
        })
        .filter(({ finalized, freed }) => finalized.length + freed.length > 0);
    },
  },
};

/** Finalizers run from the far end: what others need goes last. */
const leavesFirst: WrongCollector = {
  id: 'leaves-first',
  name: {
    en: 'What refers to nothing is finalized first',
    'zh-CN': '不引用别人的先终结',
  },
  refutation: {
    en: 'Then the holder’s finalizer would run when its fields’ objects have been finalized already. It is the other way round: from the holder to what it holds, one link a collection.',
    'zh-CN':
      '那样轮到持有者的终结器时，它字段指的对象已经终结过了。顺序正相反：从持有者到被持有者，一次回收走一环。',
  },
  go: {
    rounds: ({ objects, fields, finalizable }) => {
      const reversed = new Map(
        objects.map((object) => [
          object,
          objects.filter((other) => fields.get(other)?.includes(object) === true),
        ]),
      );
      return finalizerRounds({ objects, fields: reversed, finalizable });
    },
  },
};

/** Only objects on the cycle are stuck, not those that hang on it. */
const onlyTheCycle: WrongCollector = {
  id: 'only-the-cycle',
  name: {
    en: 'Only the objects on the cycle itself are stuck',
    'zh-CN': '只有环上的对象才被卡住',
  },
  refutation: {
    en: 'What hangs on the cycle can be reached from it. The stuck finalizer might use it, so it is kept as well, for ever.',
    'zh-CN': '挂在环上的对象，从环上走得到。那个被卡住的终结器可能要用它，所以它也一直留着。',
  },
  go: {
    rounds: (world) => {
      const cycle = onCycles(world);
      return finalizerRounds({
        ...world,
        objects: world.objects.filter((object) => !cycle.has(object)),
        fields: withoutCycle(world, cycle),
        finalizable: new Set([...world.finalizable].filter((object) => !cycle.has(object))),
      });
    },
  },
};

function withoutCycle(
  { fields }: FinalizerWorld,
  cycle: ReadonlySet<string>,
): FinalizerWorld['fields'] {
  return new Map(
    [...fields]
      .filter(([object]) => !cycle.has(object))
      .map(([object, targets]) => [object, targets.filter((target) => !cycle.has(target))]),
  );
}

/** A variable keeps its object until its block ends. */
const scopeKeeps: WrongCollector = {
  id: 'scope-keeps',
  name: {
    en: 'A variable keeps its object alive until its block ends',
    'zh-CN': '变量在作用域结束前一直让对象活着',
  },
  refutation: {
    en: 'So it looks in the source, but the compiled program has no use for a variable after its last use, and Go’s collector knows that. Whoever needs the object later must say so: `runtime.KeepAlive`.',
    'zh-CN':
      '从源代码看是这样，可编译出来的程序在最后一次使用之后就不再需要这个变量，Go 的回收器也知道。以后还要用的，得说出来：`runtime.KeepAlive`。',
  },
  go: { keeps: (holding) => holding !== 'ended' },
  replayProgram: ({ text, options }) => ({ text, options: { ...options, roots: 'scope' } }),
};

/** A slice keeps what it shows. */
const sliceWindow: WrongCollector = {
  id: 'slice-window',
  name: {
    en: 'A slice keeps the elements that it shows',
    'zh-CN': '切片只留住看得见的元素',
  },
  refutation: {
    en: 'A slice is a pointer into an array, and the array is *one* object: it lives or goes as a whole, with all that its elements refer to, shown or not.',
    'zh-CN':
      '切片是指向数组的指针，而数组是**一个**对象：要么整个活着，要么整个离开，连同全部元素引用的东西，看得见看不见都一样。',
  },
  go: { sliceKeeps: (count, steps) => shownAfter(count, steps) },
};

/** The first array is kept whatever happens. */
const arrayRemembers: WrongCollector = {
  id: 'array-remembers',
  name: {
    en: 'What was once an element stays as long as the slice',
    'zh-CN': '当过元素的，切片在它就在',
  },
  refutation: {
    en: 'An element that is overwritten with nil refers to nothing any more. And after a copy into a new array nobody leads to the old one: it goes, with everything that only it held.',
    'zh-CN':
      '被 nil 覆盖的元素不再引用任何东西。复制到新数组之后，旧数组没有谁通得到，于是连同只有它持有的一切一起离开。',
  },
  go: { sliceKeeps: (count) => Array.from({ length: count }, (_, at) => at) },
};

/** What the slice shows after the steps, by first positions. */
function shownAfter(count: number, steps: readonly SliceStep[]): readonly number[] {
  let shown: (number | null)[] = Array.from({ length: count }, (_, at) => at);
  for (const step of steps) {
    if (step.kind === 'cut') shown = shown.slice(step.from, step.to);
    if (step.kind === 'clear') shown[step.at] = null;
  }
  return shown.filter((position) => position !== null);
}

export const finalizerRules: readonly WrongCollector[] = [
  destructor,
  freedWithIt,
  leavesFirst,
  onlyTheCycle,
  scopeKeeps,
  sliceWindow,
  arrayRemembers,
];
