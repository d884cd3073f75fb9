import type { KnipConfig } from 'knip';

const config: KnipConfig = {
  entry: [
    'main/app/start.ts',
    'main/worker/thread.ts',
    'main/preload/preload.ts',
    'main/cli/main.ts',
    'renderer/main.ts',
    'scripts/{start,dev,build,bench}.ts',
    'scripts/setup/set-up.ts',
    'scripts/check/all.ts',
    'scripts/test/{all,e2e}.ts',
    'scripts/package/{package,check,icons}.ts',
    'scripts/{run,heapwise}.mjs',
    'scripts/{package,corpus,runtimes}/*.mjs',
    'scripts/corpus/examples.ts',
    'scripts/runtimes/record.ts',
    'e2e/**/*.ts',
    'electron.config.ts',
  ],
  project: ['{main,renderer,lessons,scripts,e2e}/**/*.{ts,svelte,mjs,css}'],
  // A type of a public signature may be exported though nobody has named it yet.
  exclude: ['types'],
  ignoreExportsUsedInFile: true,
  // Programs of the system, and a package whose program is started by its path.
  ignoreBinaries: ['Xvfb', 'dpkg-deb', 'go'],
  ignoreDependencies: ['svelte-check'],
  compilers: {
    css: (text: string) =>
      [...text.matchAll(/@import\s+['"]([^'"]+)['"]/g)]
        .map((match) => `import '${match[1] ?? ''}';`)
        .join('\n'),
  },
};

export default config;
