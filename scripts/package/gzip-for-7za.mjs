#!/usr/bin/env node
/*
 * Stands in for 7-Zip where electron-builder cannot download it, for the one thing that is asked of
 * it on Linux: `7za a [switches] OUT.tar.gz IN.tar`. The work is done by gzip.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

const words = process.argv.slice(2);
const files = words.slice(1).filter((word) => !word.startsWith('-'));
const level = words.find((word) => /^-mx=[1-9]$/.test(word))?.slice(-1) ?? '6';
const [output, input] = files;
if (words[0] !== 'a' || files.length !== 2 || !output?.endsWith('.gz') || !input) {
  process.stderr.write(`This stand-in for 7-Zip cannot do: ${words.join(' ')}\n`);
  process.exit(2);
}
const target = openSync(output, 'w');
const finished = spawnSync('gzip', ['-n', '-c', `-${level}`, input], {
  stdio: ['ignore', target, 'inherit'],
});
closeSync(target);
process.exit(finished.status ?? 1);
