/** 舞台的中文用语。 */
import type { stage as english } from '../en/stage.ts';

export const stage = {
  title: '舞台',
  memory: '内存',
  graph: '对象图',
  program: '程序',
  operations: '操作',
  stack: '栈与全局变量',
  output: '输出',
  charts: '图表',
  timeline: '时间线',
  object: (id) => `对象 ${id}`,
  states: { live: '存活', garbage: '垃圾', dead: '死亡', freed: '已释放', free: '空闲' },
  colours: { white: '白色', grey: '灰色', black: '黑色' },
  play: '播放',
  pause: '暂停',
  stepForward: '下一事件',
  stepBack: '上一事件',
  nextOperation: '下一操作',
  previousOperation: '上一操作',
  nextCollection: '下一次回收',
  previousCollection: '上一次回收',
  toStart: '回到开头',
  toEnd: '跳到结尾',
  speed: '速度',
  position: (seq, length) => `事件 ${seq} / ${length}`,
} satisfies typeof english;
