/**
 * The English catalogue, and the shape of every other one. Each part is a file of its own in `en/`,
 * with its counterpart of the same name in `zh-CN/`.
 */
import { events } from './en/events.ts';
import { faults } from './en/faults.ts';
import { home } from './en/home.ts';
import { judge } from './en/judge.ts';
import { lab, lesson, question, quiz } from './en/lesson.ts';
import { metrics } from './en/metrics.ts';
import { notices } from './en/notices.ts';
import { reasons } from './en/reasons.ts';
import { sandbox } from './en/sandbox.ts';
import { glossary, keys, session } from './en/session.ts';
import { settings } from './en/settings.ts';
import { shell } from './en/shell.ts';
import { stage } from './en/stage.ts';
import { teach } from './en/teach.ts';

export const english = {
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
};
export type Catalogue = typeof english;
