/** 每种错误与通知的中文说法：发生了什么，保住了什么，该怎么做。 */
import type { FaultCatalogue } from '../shapes.ts';
import type { faults as english } from '../en/faults.ts';

export const faults = {
  unknown: (v) => ({
    what: `发生了 Heapwise 无法描述的错误（${v['code'] ?? '?'}）。`,
    kept: '到目前为止的工作已保存。',
    act: '请再试一次。如果再次发生，请重新启动 Heapwise。',
  }),
  'no-host': () => ({
    what: '此页面没有在 Heapwise 中运行。',
    kept: '',
    act: '请启动应用本身；浏览器无法承载模拟器。',
  }),
} satisfies FaultCatalogue & typeof english;
