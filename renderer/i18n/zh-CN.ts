/** 简体中文用语表。形状与英文表相同：少一条译文，构建就会失败。 */
import type { Catalogue } from './en.ts';
import { events } from './zh-CN/events.ts';
import { faults } from './zh-CN/faults.ts';
import { home } from './zh-CN/home.ts';
import { judge } from './zh-CN/judge.ts';
import { lab, lesson, question, quiz } from './zh-CN/lesson.ts';
import { metrics } from './zh-CN/metrics.ts';
import { notices } from './zh-CN/notices.ts';
import { reasons } from './zh-CN/reasons.ts';
import { sandbox } from './zh-CN/sandbox.ts';
import { glossary, keys, session } from './zh-CN/session.ts';
import { settings } from './zh-CN/settings.ts';
import { shell } from './zh-CN/shell.ts';
import { stage } from './zh-CN/stage.ts';
import { teach } from './zh-CN/teach.ts';

export const chinese = {
  shell,
  home,
  lesson,
  question,
  quiz,
  lab,
  judge,
  sandbox,
  session,
  glossary,
  keys,
  stage,
  teach,
  events,
  faults,
  notices,
  metrics,
  settings,
  reasons,
} satisfies Catalogue;
