/** Wrong ideas about where Go's variables live: M17 of the reference (§4) and what L2 names beside it. */
import type { WrongCollector } from './misconception.ts';

/** A variable, or the place that a `new` makes, as a rule about the heap may look at it. */
export interface EscapeSite {
  /** Is its address taken, by `&` or by a closure that refers to it? */
  readonly addressTaken: boolean;
  readonly made: 'variable' | 'new';
  /** Is its address handed to a function? */
  readonly passed: boolean;
}

/** M17: whatever has its address taken is on the heap. */
export const addressMeansHeap: WrongCollector = {
  id: 'M17',
  name: { en: 'Taking an address puts a variable on the heap', 'zh-CN': '一取地址就放到堆上' },
  refutation: {
    en: 'If `&x` alone decided, every method with a pointer receiver would cost an allocation. Taking the address makes `x` a *candidate*. It goes to the heap only if the compiler can’t prove that the address is forgotten before the frame of `x` is.',
    'zh-CN':
      '如果单凭 `&x` 就决定了，每调用一次指针接收者的方法都得分配一次内存。取地址只让 `x` 成为**候选**；只有当编译器无法证明“这个地址不会比 `x` 的栈帧活得久”时，它才去堆上。',
  },
  escapes: ({ addressTaken, made }) => addressTaken || made === 'new',
  replayProgram: (program) => ({ ...program, options: { ...program.options, escape: 'heap' } }),
};

export const newMeansHeap: WrongCollector = {
  id: 'new-means-heap',
  name: {
    en: '`new` is on the heap, declared variables are on the stack',
    'zh-CN': '`new` 出来的在堆上，声明的变量在栈上',
  },
  refutation: {
    en: 'That is the rule of C++. If it were Go’s, a function could never return `&x` safely, for `x` would vanish with the frame. In Go the *way of writing* decides nothing: `new(int)` and `var x int; &x` are treated alike, and what counts is where the address goes.',
    'zh-CN':
      '那是 C++ 的规矩。如果 Go 也这样，函数就绝不能返回 `&x`，因为 `x` 会随栈帧消失。在 Go 里，**怎么写**不起作用：`new(int)` 和 `var x int; &x` 一视同仁，要看的是地址流向哪里。',
  },
  escapes: ({ made }) => made === 'new',
};

export const callsLeak: WrongCollector = {
  id: 'calls-leak',
  name: {
    en: 'Handing an address to a function puts it on the heap',
    'zh-CN': '把地址传给函数，就会放到堆上',
  },
  refutation: {
    en: 'The compiler looks into the function that is called. If that one only reads through its parameter and forgets it, the address is gone when it returns, and the caller’s frame is still there. Only a function that *keeps* the address, or one the compiler can’t see, forces the heap.',
    'zh-CN':
      '编译器会看被调用的函数里面做了什么。如果它只是沿着参数读一读、随后忘掉，那么返回时地址就没了，而调用者的栈帧还在。只有**留下**地址的函数，或者编译器看不到内容的函数，才会逼它去堆上。',
  },
  escapes: ({ passed }) => passed,
};

export const oncePerVariable: WrongCollector = {
  id: 'once-per-variable',
  name: { en: 'One variable is one object', 'zh-CN': '一个变量就是一个对象' },
  refutation: {
    en: 'If a variable of a function were one object for good, two calls that are both still needed would overwrite each other. Each call makes its variables anew; one that goes to the heap is a fresh object every time.',
    'zh-CN':
      '如果函数里的一个变量永远只是一个对象，两次都还有用的调用就会互相覆盖。每次调用都重新创建变量；去堆上的变量，每次都是一个新对象。',
  },
};

export const capturesShare: WrongCollector = {
  id: 'captures-share',
  name: { en: 'A closure always holds the variable itself', 'zh-CN': '闭包拿的总是变量本身' },
  refutation: {
    en: 'It must *behave* as if it did. But if nobody changes the variable after it was captured, a copy can’t be told from the variable, and so the compiler takes the copy: the variable needs no place of its own on the heap.',
    'zh-CN':
      '它只需要**表现得**像那样。如果捕获之后再没有人改这个变量，副本和变量就分不出差别，编译器便取副本：变量不必在堆上另占地方。',
  },
};

export const capturesCopy: WrongCollector = {
  id: 'captures-copy',
  name: { en: 'A closure always holds a copy', 'zh-CN': '闭包拿的总是副本' },
  refutation: {
    en: 'With a copy, a counter would count its own copy only, and the function around it would never see the change. A variable that is changed after it was captured must be *one* variable for both: the closure refers to it, and if the closure outlives the call, the variable goes to the heap.',
    'zh-CN':
      '如果是副本，闭包里的加一就只加在副本上，外面的函数永远看不到。捕获之后还会变的变量，对双方必须是**同一个**：闭包引用着它；闭包比这次调用活得久，变量就得去堆上。',
  },
};

export const wayOfWriting: WrongCollector = {
  id: 'way-of-writing',
  name: { en: 'Another way of writing it avoids the heap', 'zh-CN': '换个写法就不用堆' },
  refutation: {
    en: 'If the spelling decided, two programs that do the same would have different costs by luck. `new(int)` and `&x` say the same to the compiler: here is a place, and its address goes *there*.',
    'zh-CN':
      '如果写法说了算，做同样事情的两个程序，开销就全凭运气了。`new(int)` 和 `&x` 对编译器说的是同一件事：这里有一个地方，它的地址流向**那里**。',
  },
};

export const flowInOrder: WrongCollector = {
  id: 'flow-in-order',
  name: { en: 'What is undone later doesn’t count', 'zh-CN': '后来撤销的就不算' },
  refutation: {
    en: 'If the order of statements counted, the compiler would have to know in which order they will run. Its analysis looks at *all* assignments at once: if an address is ever stored where it can outlive the frame, the place is made on the heap from the start.',
    'zh-CN':
      '如果要看语句先后，编译器就得知道它们将以什么顺序执行。它的分析把**所有**赋值放在一起看：地址只要有一处存到了可能比栈帧活得久的地方，这个变量从一开始就放在堆上。',
  },
};
