/** 简体中文用语表。形状与英文表相同：少一条译文，构建就会失败。 */
import type { Catalogue } from './en.ts';
import { events } from './zh-CN/events.ts';
import { faults } from './zh-CN/faults.ts';
import { metrics } from './zh-CN/metrics.ts';
import { settings } from './zh-CN/settings.ts';
import { shell } from './zh-CN/shell.ts';
import { stage } from './zh-CN/stage.ts';

export const chinese = { shell, stage, events, faults, metrics, settings } satisfies Catalogue;
