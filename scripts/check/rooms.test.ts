import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { roomViolations } from './rooms.ts';
import { readSourceFiles } from './source-files.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'heapwise-rooms-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** What the check says of a project that holds one planted file. */
function plant(path: string, text: string): readonly string[] {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
  return roomViolations(readSourceFiles(root));
}

describe('planted imports are refused, with the place where the thing belongs', () => {
  test.each([
    [
      'main/simulator/a.ts',
      "import { x } from '../course/x.ts';",
      'simulator may not import course. Lessons',
    ],
    [
      'main/simulator/a.ts',
      "import type { X } from '../session/x.ts';",
      'simulator may not import session.',
    ],
    [
      'main/simulator/a.ts',
      "export * from '../contract/x.ts';",
      'simulator may not import contract.',
    ],
    [
      'main/simulator/a.ts',
      "const x = await import('../minigo/x.ts');",
      'simulator may not import minigo.',
    ],
    [
      'main/simulator/a.ts',
      "type X = import('../minigo/x.ts').X;",
      'simulator may not import minigo.',
    ],
    [
      'main/simulator/a.ts',
      "import { z } from 'zod';",
      'simulator may not import the package "zod".',
    ],
    [
      'main/simulator/a.ts',
      "import { readFileSync } from 'node:fs';",
      `simulator may not import Node's "node:fs". Files`,
    ],
    ['main/simulator/a.ts', "import fs from 'fs';", `simulator may not import Node's "fs".`],
    ['main/simulator/a.ts', "const fs = require('fs');", `simulator may not import Node's "fs".`],
    [
      'main/simulator/a.ts',
      "import './b.test.ts';",
      'simulator may not import "./b.test.ts". Tests',
    ],
    [
      'main/simulator/a.ts',
      "import './laws/b.ts';",
      'simulator may not import "./laws/b.ts". Tests',
    ],
    [
      'main/course/a.ts',
      "import { app } from 'electron';",
      'course may not import app of electron. Electron belongs',
    ],
    [
      'main/course/a.ts',
      "import { x } from '../contract/x.ts';",
      'course may not import values (types only) from contract.',
    ],
    [
      'main/session/a.ts',
      "import type { X } from '../../renderer/x.ts';",
      'session may not import renderer.',
    ],
    [
      'main/contract/a.ts',
      "import { type X, y } from '../course/x.ts';",
      'contract may not import values (types only) from course.',
    ],
    [
      'main/worker/a.ts',
      "import { readFile } from 'node:fs/promises';",
      `worker may not import Node's "node:fs/promises".`,
    ],
    ['main/worker/a.ts', "import { x } from '../files/x.ts';", 'worker may not import files.'],
    [
      'main/files/a.ts',
      "import { dialog } from 'electron';",
      'files may not import dialog of electron.',
    ],
    ['main/cli/a.ts', "import { x } from '../worker/x.ts';", 'cli may not import worker.'],
    [
      'main/preload/a.ts',
      "import { ipcRenderer, shell } from 'electron';",
      'preload may not import ipcRenderer, shell of electron (only contextBridge',
    ],
    [
      'main/preload/a.ts',
      "import * as electron from 'electron';",
      'preload may not import electron (only contextBridge',
    ],
    ['main/preload/a.ts', "import { z } from 'zod';", 'preload may not import the package "zod".'],
    [
      'renderer/a.ts',
      "import { x } from '../main/simulator/x.ts';",
      'renderer may not import simulator.',
    ],
    [
      'renderer/a.ts',
      "import { ipcRenderer } from 'electron';",
      'renderer may not import ipcRenderer of electron.',
    ],
    ['renderer/a.ts', "import 'lodash';", 'renderer may not import the package "lodash".'],
    ['main/app/a.ts', "import { x } from '../../scripts/x.ts';", 'app may not import scripts.'],
    [
      'main/app/a.ts',
      "import { x } from '../../../elsewhere/x.ts';",
      '"../../../elsewhere/x.ts" leaves the project.',
    ],
  ])('%s: %s', (path, text, sentence) => {
    const found = plant(path, `// A line before it.\n${text}\n`);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`${path}:2: ${sentence}`);
  });

  test('in the second script of a component, by its line', () => {
    const text = [
      '<script lang="ts" module>',
      "  import type { X } from './x.ts';",
      '</script>',
      '<script lang="ts">',
      "  import { readFile } from 'node:fs';",
      '</script>',
    ].join('\n');
    expect(plant('renderer/stage/A.svelte', text)).toEqual([
      expect.stringContaining(
        `renderer/stage/A.svelte:5: renderer may not import Node's "node:fs".`,
      ),
    ]);
  });
});

test('what the table allows passes', () => {
  const allowed: readonly (readonly [string, string])[] = [
    ['main/minigo/a.ts', "import { x } from '../simulator/x.ts';"],
    ['main/course/a.ts', "import type { X } from '../contract/x.ts';\nimport { z } from 'zod';"],
    [
      'main/worker/a.ts',
      "import { parentPort } from 'node:worker_threads';\nimport '../course/x.ts';",
    ],
    ['main/app/a.ts', "import { app } from 'electron';\nimport { join } from 'node:path';"],
    ['main/preload/a.ts', "import { contextBridge, ipcRenderer } from 'electron';"],
    [
      'main/simulator/a.test.ts',
      "import { readFileSync } from 'node:fs';\nimport fc from 'fast-check';",
    ],
    [
      'renderer/a.ts',
      "import type { X } from '../main/contract/x.ts';\nimport { mount } from 'svelte';",
    ],
    [
      'renderer/b.ts',
      "import { EditorView } from '@codemirror/view';\nimport url from './x.png?url';",
    ],
  ];
  for (const [path, text] of allowed) expect(plant(path, text)).toEqual([]);
});
