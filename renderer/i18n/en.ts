/**
 * The English catalogue, and the shape of every other one. Each part is a file of its own in `en/`,
 * with its counterpart of the same name in `zh-CN/`.
 */
import { events } from './en/events.ts';
import { faults } from './en/faults.ts';
import { metrics } from './en/metrics.ts';
import { settings } from './en/settings.ts';
import { shell } from './en/shell.ts';
import { stage } from './en/stage.ts';

export const english = { shell, stage, events, faults, metrics, settings };
export type Catalogue = typeof english;
