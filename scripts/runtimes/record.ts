import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { askGo, askNode, askPython, traceGo } from '../../main/simulator/testing/runtimes.ts';

/*
 * Records anew what real runtimes do with generated graphs and programs, for the tests that hold the
 * simulator to it: `node scripts/run.mjs scripts/runtimes/record.ts`. What is not installed keeps its
 * old record.
 */
const folder = join('main', 'simulator', 'testing', 'recorded');
const answers = { python: askPython(), node: askNode(), go: askGo(), gctrace: traceGo() };
for (const [name, answer] of Object.entries(answers)) {
  if (answer === null)
    process.stderr.write(`${name}: not installed or too old, nothing recorded.\n`);
  else writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(answer)}\n`);
}
