import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test } from 'vitest';
import { menuCommandSchema } from '../contract/session.ts';
import { menuTemplate, type MenuCommand } from './menu.ts';
import { appWords } from './words.ts';

type Item = MenuItemConstructorOptions;

function itemsOf(items: readonly Item[]): Item[] {
  return items.flatMap((item) => [
    item,
    ...(Array.isArray(item.submenu) ? itemsOf(item.submenu) : []),
  ]);
}

function menu(platform: NodeJS.Platform, language: 'en' | 'zh-CN' = 'en', development = false) {
  const sent: MenuCommand[] = [];
  const template = menuTemplate({
    platform,
    language,
    development,
    send: (command) => void sent.push(command),
  });
  return { template, items: itemsOf(template), sent };
}

describe.each(['linux', 'win32', 'darwin'] as const)('on %s', (platform) => {
  test('every command of the contract can be given from the menu', () => {
    const { items, sent } = menu(platform);
    for (const item of items) (item.click as (() => void) | undefined)?.();
    expect(new Set(sent)).toEqual(new Set(menuCommandSchema.options));
  });

  test('no key is given twice', () => {
    const keys = menu(platform).items.flatMap((item) =>
      item.accelerator === undefined ? [] : [item.accelerator],
    );
    expect(keys).toEqual([...new Set(keys)]);
  });

  test('every entry has its word in both languages', () => {
    const english = menu(platform).items.map((item) => item.label);
    const chinese = menu(platform, 'zh-CN').items.map((item) => item.label);
    english.forEach((label, index) => {
      if (label === undefined || label === 'Heapwise') expect(chinese[index]).toBe(label);
      else expect(chinese[index]).toMatch(/\p{Script=Han}/u);
    });
  });

  test("the developer's tools are there only in development", () => {
    expect(menu(platform).items.some((item) => item.role === 'toggleDevTools')).toBe(false);
    expect(menu(platform, 'en', true).items.some((item) => item.role === 'toggleDevTools')).toBe(
      true,
    );
  });
});

test('each system finds quit and about where it looks for them', () => {
  const [first] = menu('darwin').template;
  expect(first?.label).toBe('Heapwise');
  const roles = (items: readonly Item[]): unknown[] => items.map((item) => item.role ?? item.id);
  expect(roles(itemsOf(menu('darwin').template.slice(0, 1)))).toEqual(
    expect.arrayContaining(['about', 'quit']),
  );
  expect(roles(itemsOf(menu('win32').template.slice(0, 1)))).toContain('quit');
  expect(roles(itemsOf(menu('linux').template.slice(-1)))).toContain('about');
});

test('no word is missing or left in the other language', () => {
  const english = appWords('en');
  const chinese = appWords('zh-CN');
  for (const [key, word] of Object.entries(chinese)) {
    expect(word, key).toMatch(/\p{Script=Han}/u);
    expect(english[key as keyof typeof english], key).not.toMatch(/\p{Script=Han}/u);
  }
});
