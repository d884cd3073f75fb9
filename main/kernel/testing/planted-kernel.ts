import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import wabt from 'wabt';
import type { KernelMaker } from '../../simulator/kernel.ts';
import { kernelMaker } from '../make-kernel.ts';

/** Kernels for heaps of any size, in whose text `to` stands in place of `from`. Throws an Error unless that stands there once. */
export async function plantedKernel(from: string, to: string): Promise<KernelMaker> {
  const text = readFileSync(join(import.meta.dirname, '../kernel.wat'), 'utf8');
  if (text.split(from).length !== 2) throw new Error(`"${from}" does not stand there once.`);
  const tools = await wabt();
  const wrong = tools.parseWat('wrong.wat', text.replace(from, to)).toBinary({}).buffer;
  return kernelMaker(Uint8Array.from(wrong), 0);
}
