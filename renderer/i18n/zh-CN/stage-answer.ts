/** 在图上作答的中文用语。 */
import type { stageAnswer as english } from '../en/stage-answer.ts';

export const stageAnswer: typeof english = {
  heading: '你的答案',
  set: '点选属于它的对象。',
  order: '按顺序点选对象；退格键取回一个。',
  counts: '在每个对象上填一个数。',
  edge: '点一条箭头。',
  moment: '走到造成此事的操作。',
  chosen: (chosen, all) => `已选 ${chosen} / ${all}`,
  chosenObjects: (objects) => `已选：${objects}`,
  inOrder: (chosen, length) => `已排 ${chosen} / ${length}`,
  filled: (filled, all) => `已填 ${filled} / ${all}`,
  none: '还没有选择',
  takeBack: '取回最后一个',
  clear: '重新开始',
  position: (place) => `第 ${place} 个`,
  isChosen: '已选',
  countFor: (id) => `对象 ${id} 的数`,
  right: '正确',
  missed: '遗漏',
  wrong: '错误',
  correctIs: (text) => `应为 ${text}`,
  thisOperation: '就是现在这个操作',
};
