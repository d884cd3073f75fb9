/** What the app remembers about the person's taste and its window, apart from any session. */
import { join } from 'node:path';
import { z } from 'zod';
import { preferencesSchema, type Preferences } from '../contract/session.ts';
import type { FileSystem } from './file-system.ts';
import { JsonFile } from './json-file.ts';

/** Text sizes and so on as they are at the first start; the language follows the system's. */
export function firstPreferences(systemLanguage: string): Preferences {
  return {
    language: /^zh\b/i.test(systemLanguage) ? 'zh-CN' : 'en',
    theme: 'system',
    textSize: 100,
    motion: 'system',
    speed: 2,
  };
}

export function preferencesFile(system: FileSystem, folder: string): JsonFile<Preferences> {
  return new JsonFile(system, join(folder, 'preferences.json'), (value) => {
    const parsed = preferencesSchema.safeParse(value);
    return parsed.success ? parsed.data : null;
  });
}

const boundsSchema = z.strictObject({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  maximised: z.boolean(),
});
export type RememberedBounds = z.infer<typeof boundsSchema>;

export function boundsFile(system: FileSystem, folder: string): JsonFile<RememberedBounds> {
  return new JsonFile(system, join(folder, 'window.json'), (value) => {
    const parsed = boundsSchema.safeParse(value);
    return parsed.success ? parsed.data : null;
  });
}
