/** What one room may import. `types` are rooms of which only types may be taken. */
export interface RoomRule {
  readonly rooms: readonly string[];
  readonly types: readonly string[];
  /** Packages, by name or by `@scope/*`. */
  readonly packages: readonly string[];
  /** Node's own modules: all, none, or these. */
  readonly node: 'all' | readonly string[];
  /** Names of the module `electron`: all, none, or these. */
  readonly electron: 'all' | readonly string[];
}

const nothing = { rooms: [], types: [], packages: [], node: [], electron: [] } as const;
const pure = ['simulator', 'minigo', 'course', 'session', 'contract'] as const;

/** The table of the rooms. Every room may import itself. */
export const roomRules: Readonly<Record<string, RoomRule>> = {
  simulator: nothing,
  minigo: { ...nothing, rooms: ['simulator'] },
  course: {
    ...nothing,
    rooms: ['simulator', 'minigo'],
    types: ['contract'],
    packages: ['zod', 'yaml', 'markdown-it', 'ts-fsrs'],
  },
  session: {
    ...nothing,
    rooms: ['simulator', 'minigo'],
    types: ['contract', 'course'],
    packages: ['zod'],
  },
  contract: {
    ...nothing,
    // The names of collectors, allocators and events are values: the schemas are made of them.
    rooms: ['simulator'],
    types: ['minigo', 'course', 'session'],
    packages: ['zod'],
  },
  kernel: { ...nothing, rooms: ['simulator'] },
  worker: { ...nothing, rooms: [...pure, 'kernel'], node: ['node:worker_threads'] },
  files: {
    ...nothing,
    rooms: ['session', 'course', 'contract'],
    types: ['simulator', 'minigo'],
    packages: ['zod', 'yaml'],
    node: 'all',
  },
  app: {
    rooms: [...pure, 'kernel', 'worker', 'files', 'preload'],
    types: [],
    packages: ['zod', 'katex'],
    node: 'all',
    electron: 'all',
  },
  preload: {
    ...nothing,
    types: ['contract'],
    electron: ['contextBridge', 'ipcRenderer', 'webUtils'],
  },
  cli: { ...nothing, rooms: [...pure, 'kernel', 'files'], node: 'all' },
  renderer: {
    ...nothing,
    rooms: ['contract'],
    packages: [
      'svelte',
      'chart.js',
      'katex',
      'markdown-it',
      '@codemirror/*',
      '@lezer/*',
      '@fontsource-variable/*',
    ],
  },
};

/** What a test may import on top of its room: every room of main, Node, and the test libraries. */
export const testRule: RoomRule = {
  rooms: [...pure, 'worker', 'files', 'app', 'preload', 'cli', 'renderer'],
  types: [],
  packages: ['vitest', 'fast-check', 'wabt', '@testing-library/*', 'axe-core', 'zod', 'yaml'],
  node: 'all',
  electron: [],
};

/** Where a thing belongs, for the person whose import was refused. */
export const belongs: Readonly<Record<string, string>> = {
  electron:
    'Electron belongs in main/app (windows, menus, protocol); the bridge half of it in main/preload.',
  node: 'Files belong in main/files, threads in main/worker, the system in main/app. Pass the result in as a value.',
  package:
    'A package is allowed room by room in scripts/check/room-rules.ts. Does the need belong to a room that has it?',
  simulator:
    'Outside the engine a run is seen through its events and frames. The page asks for them through main/contract; what both sides need is described there.',
  minigo: 'Programs are run by main/worker and main/cli. The page sees them through main/contract.',
  course: 'Lessons are put together with a run by main/worker, which may import both.',
  session: 'The session is kept by main/worker and main/files. Ask for it through main/contract.',
  contract:
    'The contract is spoken where messages cross (worker, app, preload, renderer). A pure room takes types from it at most.',
  kernel:
    'WebAssembly is handed to a machine by whoever makes it: main/worker or main/cli. The simulator describes it (kernel.ts).',
  worker: 'The thread is started by main/app alone. Code for others to use belongs in a pure room.',
  files: 'Reading and writing are done by main/app and main/cli. Take what was read as a value.',
  app: 'Nothing imports the app. What others need from it belongs in main/contract or in a pure room.',
  preload: 'The bridge runs in the page alone. Its names are for main/app, which answers them.',
  cli: 'Nothing imports the command line. What others need from it belongs in a pure room.',
  renderer: 'Nothing in main knows the page. What both need belongs in main/contract.',
  lessons: 'Lessons are content, read from disk by main/files; nothing imports them.',
  scripts: 'Scripts are for building and testing; the app does not know them.',
  e2e: 'End-to-end tests are at the end; nothing imports them.',
  test: 'Tests, laws/ and testing/ are imported by tests alone.',
};
