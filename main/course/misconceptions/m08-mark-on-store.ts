import type { WrongCollector } from './misconception.ts';

/** M8: storing a reference sets the mark bit; nothing sets it back, so all that was ever referenced stays. */
export const markOnStore: WrongCollector = {
  id: 'M8',
  name: { en: 'Storing a reference sets the mark bit', 'zh-CN': '存入引用时就设置标记位' },
  refutation: {
    en: 'If a store set the mark, every object would be marked from birth, for a variable received it, and no sweep would ever free anything. The mutator’s stores touch no mark here: marks are set by the collector while it traces from the roots.',
    'zh-CN':
      '如果存入引用就设置标记，那么每个对象一出生就带着标记，因为总有一个变量接收它，清扫就永远收不到任何东西。在这里，赋值器的存储不碰标记：标记是回收器从根出发追踪时设置的。',
  },
  survivors: (play, operation) => new Set(play.objectsAfter(operation).map(({ id }) => id)),
  replay: (operations, settings) => ({ operations, settings: { ...settings, collector: 'none' } }),
};
