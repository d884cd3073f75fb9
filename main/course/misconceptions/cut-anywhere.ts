import type { WrongCollector } from './misconception.ts';

/** Any reference of a structure that is cut will do to free its cycle (the reference, L8). */
export const cutAnywhere: WrongCollector = {
  id: 'cut-anywhere',
  name: { en: 'Cutting any reference opens a cycle', 'zh-CN': '剪断任何一个引用都能打开环' },
  refutation: {
    en: 'A cycle is opened only by cutting one of the references it *consists of*. One that leads into it or out of it is no part of the ring: without it the objects of the ring still hold each other.',
    'zh-CN':
      '只有剪断**构成**环的引用，环才会打开。通进环里或从环里出去的引用不在环上：没有它，环上的对象照样互相指着。',
  },
};
