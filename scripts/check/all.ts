import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runScript, say } from '../sentence.ts';
import { reportCounts } from '../test/counts.ts';
import { loadCatalogues } from './catalogue-files.ts';
import { catalogueViolations } from './catalogues.ts';
import { houseViolations, lockViolations } from './house-rules.ts';
import { roomViolations } from './rooms.ts';
import { readSourceFiles } from './source-files.ts';
import { listStep, programStep, runSteps } from './step.ts';
import type { Step } from './step.ts';

/*
 * npm run check [-- NAME …]: everything that can be told without running the app. With names, only
 * the checks whose names contain one of them.
 */

/** Checks that run side by side; the compilers keep one core busy each. */
const width = 2;
const cache = 'node_modules/.cache/heapwise';

function compilerStep(kind: string): Step {
  return programStep(`types: ${kind}`, 'typescript/bin/tsc', [
    '-p',
    `tsconfig.${kind}.json`,
    '--incremental',
    '--tsBuildInfoFile',
    `${cache}/${kind}.tsbuildinfo`,
  ]);
}

function steps(root: string): readonly Step[] {
  const files = readSourceFiles(root);
  return [
    programStep('lint', 'eslint/bin/eslint.js', ['.', '--max-warnings=0', '--no-warn-ignored']),
    compilerStep('pure'),
    compilerStep('node'),
    compilerStep('preload'),
    compilerStep('tests'),
    programStep('types: renderer', 'svelte-check/bin/svelte-check', [
      '--tsconfig',
      'tsconfig.renderer.json',
      '--output',
      'human',
      '--fail-on-warnings',
    ]),
    programStep('format', 'prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']),
    programStep('unused', 'knip/bin/knip.js', ['--no-progress', '--treat-config-hints-as-errors']),
    listStep('rooms', () => roomViolations(files)),
    listStep('house rules', () => houseViolations(files)),
    listStep('lock file', () =>
      lockViolations(readFileSync(join(root, 'package-lock.json'), 'utf8')),
    ),
    listStep('catalogues', async () => {
      const { pairs, alone } = await loadCatalogues(root, files);
      const none = existsSync(join(root, 'renderer/i18n')) && pairs.length === 0;
      return [
        ...alone,
        ...(none ? ['renderer/i18n: there are no catalogues.'] : []),
        ...pairs.flatMap(catalogueViolations),
      ];
    }),
  ];
}

await runScript(async () => {
  const wanted = process.argv.slice(2);
  const chosen = steps(process.cwd()).filter(
    (step) => wanted.length === 0 || wanted.some((name) => step.name.includes(name)),
  );
  const { passed, failed } = await runSteps(chosen, width, say);
  reportCounts('check', { passed, failed, skipped: 0 });
  return failed === 0 && passed > 0 ? 0 : 1;
});
