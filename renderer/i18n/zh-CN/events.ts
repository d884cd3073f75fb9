/** 每种事件的中文说法：发生了什么，为什么。 */
import type { EventCatalogue } from '../shapes.ts';
import { settings } from './settings.ts';

/** 回收器在设置中的名称。 */
const collector = (id: string): string => {
  const known: Readonly<Record<string, { readonly name: string } | undefined>> =
    settings.collectors;
  return known[id]?.name ?? id;
};
const object = (id: number | null): string => (id === null ? 'nil' : `对象 ${id}`);

export const events: EventCatalogue = {
  call: (e) => ({
    what: `进入栈帧 ${e.frame}`,
    why: '调用会压入一个栈帧；只要它还在栈上，它的槽位就是根。',
  }),
  return: (e) => ({
    what: `离开栈帧 ${e.frame}`,
    why: '返回会弹出栈帧，其中的槽位不再持有任何对象。',
  }),
  root: (e) => ({
    what: `${e.slot === '' ? '暂时持有' : e.slot}：${object(e.from)} → ${object(e.to)}`,
    why:
      e.slot === ''
        ? '正在执行的语句持有它，直到语句结束：这也是根。'
        : e.to === null
          ? `变量 ${e.slot} 不再让任何对象存活。`
          : `变量 ${e.slot} 是根：它指向的对象可达。`,
  }),
  write: (e) => ({
    what: `对象 ${e.object} 的字段 ${e.field}：${object(e.from)} → ${object(e.to)}`,
    why: e.to === null ? '堆内的一个引用被清空。' : '堆内存入了一个引用；它不是复制，而是指向。',
  }),
  read: (e) => ({
    what: `读取对象 ${e.object} 的字段 ${e.field}`,
    why: '读取不改变任何引用。记录下来，是因为屏障或课程需要。',
  }),
  alloc: (e) => ({
    what: `在 ${e.address} 处分配对象 ${e.object}（${e.type}），大小 ${e.size}`,
    why: `分配器查看了 ${e.probes} 个空闲块后选中了这一块。`,
  }),
  split: (e) => ({
    what: `${e.address} 处的空闲块被切分：用去 ${e.size}，剩下 ${e.rest}`,
    why: '该块比请求大，多出的部分足以自成一块。',
  }),
  coalesce: (e) => ({
    what: `相邻空闲块合并为 ${e.address} 处、大小 ${e.size} 的一块`,
    why: '两个相邻的空闲块合为一块，才能满足更大的请求。',
  }),
  inc: (e) => ({
    what: `对象 ${e.object}：计数 ${e.count - 1} 变为 ${e.count}`,
    why: '又有一个槽位指向它。先给新目标加一，再释放旧目标的引用。',
  }),
  dec: (e) => ({
    what: `对象 ${e.object}：计数 ${e.count + 1} 变为 ${e.count}`,
    why: e.count === 0 ? '最后一个被计数的槽位放开了它。' : '指向它的槽位少了一个，但还有别的。',
  }),
  dead: (e) => ({
    what: `对象 ${e.object} 已死亡`,
    why: '它的计数归零。接下来先释放它的各个字段，再释放内存块。',
  }),
  free: (e) => ({
    what: `对象 ${e.object} 被释放：${e.address} 处的 ${e.size}`,
    why: '内存块归还给分配器。',
  }),
  'gc-start': (e) => ({
    what: `${collector(e.collector)}：开始一次回收`,
    why: {
      request: '程序主动请求。',
      allocation: '一次分配找不到足够大的空闲块。',
      pacer: '堆已增长到步调器的目标。',
      threshold: '回收器的缓冲区已满。',
    }[e.reason],
  }),
  grey: (e) => ({ what: `对象 ${e.object} 变灰`, why: '已到达它，但它的字段还没有检查。' }),
  black: (e) => ({ what: `对象 ${e.object} 变黑`, why: '已到达它，并且它的所有字段都检查过了。' }),
  barrier: (e) => ({
    what: `对象 ${e.object} 触发写屏障（${e.kind}）`,
    why: '标记进行期间，程序修改了引用，必须告知回收器。',
  }),
  sweep: (e) => ({
    what: e.freed
      ? `清扫：${e.address} 处的块（${e.size}）变为空闲`
      : `清扫：${e.address} 处的块（${e.size}）保留`,
    why: e.freed ? '块中的对象没有被标记到。' : '它已被标记，或者本来就是空闲的。',
  }),
  'gc-end': (e) => ({
    what: `回收结束：标记 ${e.marked} 个，释放 ${e.freed} 个（${e.freedBytes}）`,
    why: `程序停顿了 ${e.pause} 个节拍。`,
  }),
  candidate: (e) => ({
    what: `对象 ${e.object} 被列为候选，计数 ${e.count}`,
    why: '它的计数减少了但没有归零：它可能是一个死环的入口。',
  }),
  trial: (e) => ({
    what: `对象 ${e.object}：试探计数 ${e.count}`,
    why: '试着去掉来自可疑环内部的引用。',
  }),
  restore: (e) => ({
    what: `对象 ${e.object}：计数恢复为 ${e.count}`,
    why: '环外有引用指向它，所以它和它持有的对象都存活。',
  }),
  cycle: (e) => ({
    what: `对象 ${e.object} 属于一个死环`,
    why: '除去环内部的引用，再没有什么持有它。',
  }),
  move: (e) => ({
    what: `对象 ${e.object} 从 ${e.from} 移到 ${e.to}`,
    why: '把存活对象移到一起，空闲空间才连成一片。',
  }),
  out: (e) => ({ what: `输出：${e.text.trimEnd()}`, why: '由程序打印。' }),
  oom: (e) => ({
    what: `内存耗尽：请求 ${e.request}，空闲 ${e.free}，最大空闲块 ${e.largest}`,
    why:
      e.free >= e.request
        ? '空闲总量足够，但没有任何一块足够大：堆已碎片化。'
        : '空闲总量小于请求。',
  }),
  fault: (e) => ({
    what: `错误：${faultKind(e.kind)}${e.object === null ? '' : `（对象 ${e.object}）`}`,
    why: endings[e.kind] ?? '程序以规则不允许的方式使用了内存，模拟器在此停下。',
  }),
  thread: (e) => ({ what: `线程 ${e.from} → ${e.to}`, why: '调度器让另一个线程运行。' }),
};

/** 程序自行终止的原因。 */
const endings: Readonly<Record<string, string>> = {
  panic: '没有被恢复的 panic 结束了程序；消息在状态栏中。',
  deadlock: '每个 goroutine 都在等待，没有谁能唤醒别的。',
  'stack-overflow': '层层调用用完了栈。',
  'fatal-error': '运行时发现了程序无法继续的情况。',
};

function faultKind(kind: string): string {
  const known: Readonly<Record<string, string>> = {
    'use-after-free': '释放后使用',
    'double-free': '重复释放',
    'not-manual': '在自动回收器下手动释放',
    'nil-dereference': '对 nil 解引用',
    'no-such-field': '没有这个字段',
    'stack-empty': '没有可离开的栈帧',
    panic: 'panic',
    deadlock: '死锁',
    'stack-overflow': '栈溢出',
    'fatal-error': '致命错误',
  };
  return known[kind] ?? kind;
}
