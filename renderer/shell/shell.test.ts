import { describe, expect, test } from 'vitest';
import { shellFor } from '../testing/place.ts';
import { pressGlobalKey } from './keys.ts';
import { followMenu } from './menu-commands.ts';

const key = (
  name: string,
  held: Partial<KeyboardEventInit> = {},
  target: HTMLElement = document.body,
): KeyboardEvent => {
  const event = new KeyboardEvent('keydown', { key: name, bubbles: true, ...held });
  target.dispatchEvent(event);
  return event;
};

describe('the shell', () => {
  test('remembers every place one goes to', () => {
    const { shell, bridge } = shellFor({});
    shell.go('lesson', '06-counting', 'first');
    shell.stand('second');
    shell.stand('second');
    expect(bridge.askedFor('place/set')).toEqual([
      { name: 'lesson', lesson: '06-counting', step: 'first' },
      { name: 'lesson', lesson: '06-counting', step: 'second' },
    ]);
  });

  test('tells a fault in words and answers with nothing', async () => {
    const { shell } = shellFor({
      'run/stop': () => ({ fault: { code: 'unknown-run', detail: { run: 'r7' } } }),
    });
    expect(await shell.ask('run/stop', { run: 'r7' })).toBeUndefined();
    const [notice] = shell.notices.entries;
    expect([notice?.tone, notice?.words().what]).toEqual(['wrong', 'Run r7 is not open any more.']);
    shell.prefer({ language: 'zh-CN' });
    expect(notice?.words().what).toBe('运行 r7 已不再打开。');
  });

  test('the same fault again stands there once', () => {
    const { shell } = shellFor({});
    shell.report({ code: 'disk-full', detail: { file: 'a' } });
    shell.report({ code: 'disk-full', detail: { file: 'a' } });
    expect(shell.notices.entries).toHaveLength(1);
  });

  test('text grows and shrinks within its limits', () => {
    const { shell } = shellFor({});
    for (let i = 0; i < 20; i += 1) shell.changeTextSize('larger');
    expect(shell.preferences.textSize).toBe(200);
    shell.changeTextSize('normal');
    shell.changeTextSize('smaller');
    expect(shell.preferences.textSize).toBe(90);
  });

  test('switching the language keeps the place', () => {
    const { shell, words } = shellFor({});
    shell.go('lesson', '10-mark-sweep', 'roots');
    shell.prefer({ language: 'zh-CN' });
    expect([shell.place.step, words.say.shell.places.home]).toEqual(['roots', '课程']);
  });

  test('a theme chosen goes before the system’s', () => {
    const { shell } = shellFor({});
    shell.systemDark = true;
    expect(shell.dark).toBe(false);
    shell.prefer({ theme: 'system' });
    expect(shell.dark).toBe(true);
  });

  test('the menu’s session commands go to the session and are carried out there', () => {
    const { shell } = shellFor({});
    followMenu('export-session', shell);
    expect([shell.place.name, shell.wish]).toEqual(['session', 'export']);
  });
});

describe('keys that work everywhere', () => {
  test('Control or Command with K opens the palette and closes it, also while typing', () => {
    const { shell } = shellFor({});
    const field = document.createElement('input');
    document.body.append(field);
    expect(pressGlobalKey(key('k', { ctrlKey: true }, field), shell)).toBe(true);
    expect(shell.sheet).toBe('palette');
    pressGlobalKey(key('k', { metaKey: true }), shell);
    expect(shell.sheet).toBeNull();
    field.remove();
  });

  test('a question mark shows the keys, but is a letter in a field', () => {
    const { shell } = shellFor({});
    const field = document.createElement('textarea');
    document.body.append(field);
    expect(pressGlobalKey(key('?', {}, field), shell)).toBe(false);
    expect(pressGlobalKey(key('?'), shell)).toBe(true);
    expect(shell.sheet).toBe('keys');
    field.remove();
  });

  test('digits held with Control go to places', () => {
    const { shell } = shellFor({});
    pressGlobalKey(key('2', { ctrlKey: true }), shell);
    expect(shell.place.name).toBe('sandbox');
    expect(pressGlobalKey(key('7', { ctrlKey: true }), shell)).toBe(false);
  });
});
