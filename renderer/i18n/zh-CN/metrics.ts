/** 每个指标的中文名称和定义。 */
import type { MetricCatalogue } from '../shapes.ts';

export const metrics: MetricCatalogue = {
  ticks: { name: '节拍', about: '模拟时间：每份工作花费若干节拍，不读取真实时钟。' },
  allocated: { name: '已分配', about: '所有装有对象的块，包括垃圾。' },
  live: { name: '存活', about: '对象可从根到达的块。' },
  garbage: { name: '垃圾', about: '已分配但不可达，尚未回收。' },
  floating: { name: '浮动垃圾', about: '不可达，但在上次回收中被标记；下次回收时才清扫。' },
  free: { name: '空闲', about: '所有空闲块之和。' },
  holes: { name: '空洞', about: '空闲块的个数。' },
  largestFree: { name: '最大空闲块', about: '目前能满足的最大请求。' },
  peak: { name: '峰值', about: '曾经分配过的最大总量。' },
  externalFragmentation: {
    name: '外部碎片',
    about: '1 − 最大空闲块 ÷ 空闲总量。空闲空间连成一片时为零。',
  },
  internalFragmentation: {
    name: '内部碎片',
    about: '已分配块中块头和取整所占、而非有效载荷的比例。',
  },
  objects: { name: '对象', about: '迄今分配、释放、存活和成为垃圾的对象数。' },
  increments: { name: '计数加一', about: '迄今计数增加的次数。' },
  decrements: { name: '计数减一', about: '迄今计数减少的次数。' },
  longestCascade: { name: '最长级联', about: '一次操作最多释放的对象数。' },
  marked: { name: '已标记', about: '迄今各次回收标记的对象总数。' },
  scannedSlots: { name: '扫描的槽位', about: '标记时检查过的指针字段数。' },
  overflows: { name: '标记栈溢出', about: '标记栈已满时没能压入的对象数。' },
  searches: { name: '堆搜索', about: '为找出没能压栈的对象而走过堆的次数。' },
  barrierHits: { name: '屏障触发', about: '写屏障报告给回收器的写入次数。' },
  collections: { name: '回收次数', about: '迄今完成的回收次数。' },
  goal: { name: '堆目标', about: '堆长到这么大时，步调器启动下一次回收。' },
  longestPause: { name: '最长停顿', about: '程序停住的最长一段时间，以节拍计。' },
  totalPause: { name: '总停顿', about: '所有停顿之和，以节拍计。' },
  throughput: { name: '吞吐量', about: '程序的节拍 ÷ 全部节拍。' },
};
