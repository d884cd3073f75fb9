/*
 * WebAssembly's text format as a module: `import { binary } from './name.wat'` gives the bytes that
 * `new WebAssembly.Module` takes. One translation, as a plugin of esbuild (the command line) and of
 * Vite (the app, the tests). JavaScript, because the launcher of the command line reads it.
 */
import { readFile } from 'node:fs/promises';

/**
 * The JavaScript of such a module.
 *
 * @param {string} file
 * @throws {Error} when the file is not WebAssembly; the message says where.
 */
async function moduleOf(file) {
  const { default: wabt } = await import('wabt');
  const { parseWat } = await wabt();
  const parsed = parseWat(file, await readFile(file, 'utf8'));
  parsed.validate();
  const { buffer } = parsed.toBinary({});
  parsed.destroy();
  const text = Buffer.from(buffer).toString('base64');
  return `export const binary = Uint8Array.from(atob('${text}'), (byte) => byte.charCodeAt(0));\n`;
}

const kind = /\.wat$/;

/** For esbuild. */
export const watForEsbuild = {
  name: 'wat',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onLoad({ filter: kind }, async ({ path }) => ({
      contents: await moduleOf(path),
      loader: /** @type {const} */ ('js'),
    }));
  },
};

/** For Vite. */
export const watForVite = {
  name: 'wat',
  /** @param {string} id */
  async load(id) {
    return kind.test(id) ? { code: await moduleOf(id), map: null } : null;
  },
};
