/**
 * The menu as a plain description: where each system expects its entries, the keys, and what each
 * one asks of the page. Electron's own roles do what belongs to the window and the text fields.
 */
import type { MenuItemConstructorOptions } from 'electron';
import type { z } from 'zod';
import type { Language } from '../contract/course.ts';
import type { menuCommandSchema } from '../contract/session.ts';
import { appWords, type AppWords } from './words.ts';

export type MenuCommand = z.infer<typeof menuCommandSchema>;

export interface MenuSettings {
  readonly platform: NodeJS.Platform;
  readonly language: Language;
  /** Adds what only somebody who works on Heapwise needs. */
  readonly development: boolean;
  readonly send: (command: MenuCommand) => void;
}

type Item = MenuItemConstructorOptions;
const separator: Item = { type: 'separator' };

export function menuTemplate(settings: MenuSettings): Item[] {
  const words = appWords(settings.language);
  const mac = settings.platform === 'darwin';
  const command = (label: string, name: MenuCommand, accelerator?: string): Item => ({
    id: name,
    label,
    ...(accelerator === undefined ? {} : { accelerator }),
    click: () => settings.send(name),
  });

  const file: Item = {
    label: words.file,
    submenu: [
      command(words.newSession, 'new-session', 'CmdOrCtrl+N'),
      command(words.openSession, 'open-session', 'CmdOrCtrl+O'),
      separator,
      command(words.exportSession, 'export-session', 'CmdOrCtrl+E'),
      separator,
      mac
        ? { role: 'close', label: words.close }
        : { role: 'quit', label: words.quit, accelerator: 'CmdOrCtrl+Q' },
    ],
  };
  const go: Item = {
    label: words.go,
    submenu: [
      command(words.home, 'home', 'CmdOrCtrl+1'),
      command(words.sandbox, 'sandbox', 'CmdOrCtrl+2'),
      command(words.session, 'session', 'CmdOrCtrl+3'),
      separator,
      command(words.palette, 'palette', 'CmdOrCtrl+K'),
    ],
  };
  const help: Item = {
    role: 'help',
    label: words.help,
    submenu: [
      command(words.keys, 'keys', 'F1'),
      ...(mac ? [] : [separator, command(words.about, 'about')]),
    ],
  };
  return [
    ...(mac ? [macMenu(words, command)] : []),
    file,
    editMenu(words, command),
    viewMenu(words, command, settings.development),
    go,
    ...(mac ? [windowMenu(words)] : []),
    help,
  ];
}

type MakeCommand = (label: string, name: MenuCommand, accelerator?: string) => Item;

function macMenu(words: AppWords, command: MakeCommand): Item {
  return {
    label: 'Heapwise',
    submenu: [
      command(words.about, 'about'),
      separator,
      { role: 'services', label: words.services },
      separator,
      { role: 'hide', label: words.hide },
      { role: 'hideOthers', label: words.hideOthers },
      { role: 'unhide', label: words.showAll },
      separator,
      { role: 'quit', label: words.quitHeapwise },
    ],
  };
}

/** Typing keeps the keys everybody knows; taking back an operation has one of its own, which no text field eats. */
function editMenu(words: AppWords, command: MakeCommand): Item {
  return {
    label: words.edit,
    submenu: [
      command(words.undoOperation, 'undo', 'CmdOrCtrl+Alt+Z'),
      separator,
      { role: 'undo', label: words.undo },
      { role: 'redo', label: words.redo },
      separator,
      { role: 'cut', label: words.cut },
      { role: 'copy', label: words.copy },
      { role: 'paste', label: words.paste },
      { role: 'selectAll', label: words.selectAll },
    ],
  };
}

function viewMenu(words: AppWords, command: MakeCommand, development: boolean): Item {
  return {
    label: words.view,
    submenu: [
      command(words.textLarger, 'text-larger', 'CmdOrCtrl+Plus'),
      // The same key without Shift, as on most keyboards.
      {
        ...command(words.textLarger, 'text-larger', 'CmdOrCtrl+='),
        id: 'text-larger-2',
        visible: false,
        acceleratorWorksWhenHidden: true,
      },
      command(words.textSmaller, 'text-smaller', 'CmdOrCtrl+-'),
      command(words.textReset, 'text-reset', 'CmdOrCtrl+0'),
      separator,
      { role: 'togglefullscreen', label: words.fullScreen },
      ...(development
        ? [
            separator,
            { role: 'reload', label: words.reload } as const,
            { role: 'toggleDevTools', label: words.developerTools } as const,
          ]
        : []),
    ],
  };
}

function windowMenu(words: AppWords): Item {
  return {
    role: 'window',
    label: words.window,
    submenu: [
      { role: 'minimize', label: words.minimise },
      { role: 'close', label: words.close },
    ],
  };
}
