/** Questions to the person outside the page, as the handlers ask them. */
import { dialog, shell, type BrowserWindow, type FileFilter } from 'electron';
import { appWords, type AppWords } from './words.ts';
import type { Language } from '../contract/course.ts';

export type FileKind = 'session' | 'csv' | 'png' | 'html' | 'pdf' | 'progress' | 'source';
/** Folders: a class's session documents, lessons of one's own. */
export type FolderKind = 'class' | 'lessons';

export interface Dialogs {
  /** A file to read, or null where the person thought better of it. */
  openFile(kind: FileKind): Promise<string | null>;
  /** A folder to read, or null where the person thought better of it. */
  openFolder(kind: FolderKind): Promise<string | null>;
  /** A file to write; the system has asked before an existing one is replaced. */
  saveFile(kind: FileKind, suggested: string): Promise<string | null>;
  /** Asks, and opens the page in the person's own browser. */
  openLink(href: string): Promise<void>;
}

const extensions: Readonly<Record<FileKind, readonly [keyof AppWords, ...string[]]>> = {
  session: ['sessionFiles', 'heapwise'],
  csv: ['csvFiles', 'csv'],
  png: ['pngFiles', 'png'],
  html: ['htmlFiles', 'html'],
  pdf: ['pdfFiles', 'pdf'],
  progress: ['progressFiles', 'json'],
  source: ['programFiles', 'go', 'ops', 'txt'],
};

export function systemDialogs(
  window: () => BrowserWindow | null,
  language: () => Language,
  documents: () => string,
): Dialogs {
  const filters = (kind: FileKind): FileFilter[] => {
    const words = appWords(language());
    const [name, ...endings] = extensions[kind];
    return [
      { name: words[name], extensions: endings },
      { name: words.allFiles, extensions: ['*'] },
    ];
  };
  return {
    async openFile(kind) {
      const owner = window();
      const options = { properties: ['openFile' as const], filters: filters(kind) };
      const { filePaths } = await (owner === null
        ? dialog.showOpenDialog(options)
        : dialog.showOpenDialog(owner, options));
      return filePaths[0] ?? null;
    },
    async openFolder(kind) {
      const owner = window();
      const words = appWords(language());
      const title = kind === 'class' ? words.classFolder : words.lessonsFolder;
      const options = { properties: ['openDirectory' as const], title, message: title };
      const { filePaths } = await (owner === null
        ? dialog.showOpenDialog(options)
        : dialog.showOpenDialog(owner, options));
      return filePaths[0] ?? null;
    },
    async saveFile(kind, suggested) {
      const owner = window();
      const options = { defaultPath: `${documents()}/${suggested}`, filters: filters(kind) };
      const { canceled, filePath } = await (owner === null
        ? dialog.showSaveDialog(options)
        : dialog.showSaveDialog(owner, options));
      return canceled || filePath === undefined || filePath === '' ? null : filePath;
    },
    async openLink(href) {
      const owner = window();
      const words = appWords(language());
      const options = {
        type: 'question' as const,
        message: words.openLink,
        detail: words.openLinkDetail.replace('{href}', href),
        buttons: [words.open, words.cancel],
        defaultId: 0,
        cancelId: 1,
      };
      const { response } = await (owner === null
        ? dialog.showMessageBox(options)
        : dialog.showMessageBox(owner, options));
      if (response === 0) await shell.openExternal(href);
    },
  };
}
