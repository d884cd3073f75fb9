import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { Catalogue, CataloguePair } from './catalogues.ts';
import type { SourceFile } from './rooms.ts';

/** Path of a catalogue's partner in the other language, or null when a file is no catalogue. */
function partnerOf(path: string): string | null {
  const match = /^(.*\/)en(\.ts|\/.+\.ts)$/.exec(path);
  return match === null ? null : `${match[1] ?? ''}zh-CN${match[2] ?? ''}`;
}

/** Whether a catalogue is a part of one that stands beside its folder: it is looked at as a part. */
function isPart(path: string, paths: ReadonlySet<string>): boolean {
  const folder = /^(.*\/en)\/.+$/.exec(path)?.[1];
  return folder !== undefined && paths.has(`${folder}.ts`);
}

/**
 * Every pair of catalogues among these files (`en.ts` beside `zh-CN.ts`, or folders of that name),
 * loaded, and a sentence for each one without a partner.
 */
export async function loadCatalogues(
  root: string,
  files: readonly SourceFile[],
): Promise<{ readonly pairs: readonly CataloguePair[]; readonly alone: readonly string[] }> {
  const paths = new Set(files.map((file) => file.path));
  const pairs: CataloguePair[] = [];
  const alone: string[] = [];
  for (const path of paths) {
    if (path.endsWith('.test.ts')) continue;
    const partner = partnerOf(path);
    if (partner !== null && !paths.has(partner)) alone.push(`${path}: ${partner} is missing.`);
    else if (partner !== null && !isPart(path, paths)) {
      pairs.push({
        english: { path, words: await load(root, path) },
        chinese: { path: partner, words: await load(root, partner) },
      });
    }
    const english = path.replace(/\/zh-CN(\.ts|\/)/, '/en$1');
    if (english !== path && !paths.has(english)) alone.push(`${path}: ${english} is missing.`);
  }
  return { pairs, alone };
}

/** What a catalogue exports. The names of the exports differ by language, so they are no keys. */
async function load(root: string, path: string): Promise<Catalogue> {
  const built = await build({
    absWorkingDir: root,
    entryPoints: [path],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'silent',
  });
  const code = built.outputFiles[0]?.contents ?? new Uint8Array();
  const folder = join(root, 'node_modules/.cache/heapwise/catalogues');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${createHash('sha256').update(code).digest('hex')}.mjs`);
  writeFileSync(file, code);
  try {
    const module: unknown = await import(pathToFileURL(file).href);
    const exported = Object.values(module as object) as unknown[];
    const [only] = exported;
    if (exported.length === 1 && typeof only === 'object' && only !== null) return { ...only };
    return Object.fromEntries(exported.map((words, index) => [`export ${index + 1}`, words]));
  } finally {
    rmSync(file, { force: true });
  }
}
