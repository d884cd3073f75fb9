/** Words of a printed worksheet. */
import type { Language } from '../contract/course.ts';

const english = {
  title: 'Worksheet',
  name: 'Name',
  date: 'Date',
  question: 'Question',
  level: 'level',
  seed: 'Seed',
  seedHint: 'The same seed and lessons give the same sheet on every machine.',
  key: 'Answer key',
  answer: 'Answer',
  inOrder: 'in order',
  chooseOne: 'Choose one.',
  chooseAll: 'Mark each one it is true of.',
  oneOperation: 'Mark the operation.',
  oneReference: 'Mark one reference.',
  free: 'free',
  and: ' · ',
} as const;
export type WorksheetWords = Readonly<Record<keyof typeof english, string>>;

const chinese: WorksheetWords = {
  title: '练习卷',
  name: '姓名',
  date: '日期',
  question: '题',
  level: '难度',
  seed: '种子',
  seedHint: '种子和课程相同，任何机器上得到的练习卷都相同。',
  key: '参考答案',
  answer: '答',
  inOrder: '按顺序',
  chooseOne: '单选。',
  chooseAll: '标出所有符合的对象。',
  oneOperation: '标出那个操作。',
  oneReference: '标出一个引用。',
  free: '空闲',
  and: ' · ',
};

export function worksheetWords(language: Language): WorksheetWords {
  return language === 'zh-CN' ? chinese : english;
}
