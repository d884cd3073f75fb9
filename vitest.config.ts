import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';
import { UnitReporter } from './scripts/test/unit-reporter.ts';
import { watForVite } from './scripts/wat.mjs';

const settings = {
  // A law may look at thousands of cases, and both cores may be busy.
  testTimeout: 60_000,
  hookTimeout: 60_000,
  restoreMocks: true,
};

export default defineConfig({
  test: {
    reporters: ['default', new UnitReporter()],
    coverage: { provider: 'v8', include: ['main/**/*.ts', 'renderer/**/*.{ts,svelte}'] },
    projects: [
      {
        plugins: [watForVite],
        test: {
          ...settings,
          name: 'main',
          environment: 'node',
          include: ['{main,lessons,scripts}/**/*.test.ts'],
        },
      },
      {
        plugins: [svelte({ configFile: false, compilerOptions: { runes: true } }), svelteTesting()],
        test: {
          ...settings,
          name: 'renderer',
          environment: 'happy-dom',
          include: ['renderer/**/*.test.ts'],
        },
      },
    ],
  },
});
