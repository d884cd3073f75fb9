import { spawnSync } from 'node:child_process';

/** `npm run bench [-- --quick]`: the bench of the command line, its table written to bench/results.md. */
const words = process.argv.slice(2);
const output =
  words.includes('--quick') || words.includes('--output') ? [] : ['--output', 'bench/results.md'];
const { status } = spawnSync(
  process.execPath,
  ['--max-old-space-size=12000', 'scripts/heapwise.mjs', 'bench', ...output, ...words],
  { stdio: 'inherit' },
);
process.exitCode = status ?? 1;
