import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import { pureRoomBans, pureRooms, testFiles } from './scripts/check/bans.mjs';

const focusedTests = ['skip', 'only', 'todo', 'fixme', 'skipIf', 'runIf', 'fails'].flatMap(
  (property) =>
    ['test', 'it', 'describe'].map((object) => ({
      object,
      property,
      message: 'Every test runs. Mend it or take it out.',
    })),
);

export default defineConfig(
  {
    ignores: ['out/', 'dist/', 'coverage/', 'test-results/', 'playwright-report/', '.cache/'],
  },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  ts.configs.recommendedTypeChecked,
  svelte.configs.recommended,
  {
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      eqeqeq: 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'] }],
      'no-restricted-properties': ['error', ...focusedTests],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportDefaultDeclaration',
          message: 'Export by name: a thing has one name everywhere.',
        },
        {
          selector: 'CallExpression[callee.property.name="waitForTimeout"]',
          message: 'Wait for what should happen, not for a time.',
        },
      ],
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true }],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // A handler answers with a promise, whether or not it has something to wait for.
      '@typescript-eslint/require-await': 'off',
      // The compiler knows every name; a second list of globals can only be wrong.
      'no-undef': 'off',
    },
  },
  {
    files: ['**/*.svelte.ts'],
    languageOptions: { globals: globals.browser, parser: ts.parser },
  },
  {
    // In components svelte-check judges the types, strictly; asking the compiler a second time costs
    // a minute and mistakes a handler's event for `any`.
    files: ['**/*.svelte'],
    extends: [ts.configs.disableTypeChecked],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { parser: ts.parser, projectService: false },
    },
  },
  {
    files: ['renderer/**'],
    rules: {
      'no-console': 'error',
      'no-restricted-globals': [
        'error',
        ...['process', 'Buffer', 'require', 'global', '__dirname'].map((name) => ({
          name,
          message: 'The page has no Node. Ask the main process through the contract.',
        })),
      ],
    },
  },
  { files: pureRooms, ignores: testFiles, rules: pureRoomBans },
  {
    // Their readers want a default export.
    files: ['*.config.{ts,js,cjs}', 'scripts/test/e2e-reporter.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    extends: [ts.configs.disableTypeChecked],
    languageOptions: { globals: globals.node },
  },
);
