import { resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';
import { watForVite } from './scripts/wat.mjs';

/*
 * The targets are stated, not derived from the Electron that happens to be installed: the same
 * sources give the same bytes whether they are tested on the runtime that npm can carry
 * (Electron 25: Node 18.15, Chromium 114) or packed with the official one.
 */
const node = 'node18.15';
const chromium = 'chrome114';

const root = import.meta.dirname;
const output = {
  format: 'cjs',
  entryFileNames: '[name].cjs',
  chunkFileNames: 'chunks/[name]-[hash].cjs',
} as const;

export default defineConfig({
  main: {
    plugins: [watForVite],
    build: {
      target: node,
      outDir: resolve(root, 'out/main'),
      externalizeDeps: false,
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input: {
          index: resolve(root, 'main/app/start.ts'),
          worker: resolve(root, 'main/worker/thread.ts'),
        },
        output,
      },
    },
  },
  preload: {
    build: {
      target: node,
      outDir: resolve(root, 'out/preload'),
      externalizeDeps: false,
      minify: false,
      rolldownOptions: {
        input: { preload: resolve(root, 'main/preload/preload.ts') },
        output,
      },
    },
  },
  renderer: {
    root: resolve(root, 'renderer'),
    plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
    build: {
      target: chromium,
      outDir: resolve(root, 'out/renderer'),
      minify: true,
      sourcemap: true,
      // Fonts and pictures stay files: the page's policy allows 'self' and no data: fonts.
      assetsInlineLimit: 0,
      // Kilobytes. The page comes from the disk, so one file is as good as many.
      chunkSizeWarningLimit: 4096,
      rolldownOptions: {
        input: resolve(root, 'renderer/index.html'),
        checks: { pluginTimings: false },
      },
    },
  },
});
