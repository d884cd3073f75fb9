/*
 * What the pure rooms may not touch though the language has it: a clock, chance, the machine's
 * locale, anything of the process around them. The compiler cannot refuse these (`Date` and
 * `Math.random` are part of the language), so the linter does. JavaScript, because ESLint reads it.
 */

/** Files of the pure rooms. */
export const pureRooms = ['main/{simulator,minigo,course,session,contract}/**/*.ts'];

/** Tests and what only they use: they may look at the clock and at files. */
export const testFiles = ['**/*.test.ts', '**/laws/**', '**/testing/**'];

const clock = 'Time in a pure room is a counter. Pass it in.';
const chance = 'Chance in a pure room is a seed in the state. Pass it in.';
const timer = 'A pure room waits for nothing. Timers belong to main/worker or main/app.';
const outside =
  'A pure room does not see the process or the page around it. Pass in what it needs.';
const locale = "It depends on the machine's locale. Write the format out.";
const unforeseeable = 'It depends on when the collector of the host runs. Keep the state explicit.';

/** @type {Readonly<Record<string, string>>} */
const globalBans = {
  Date: clock,
  performance: clock,
  Temporal: clock,
  setTimeout: timer,
  setInterval: timer,
  setImmediate: timer,
  queueMicrotask: timer,
  requestAnimationFrame: timer,
  crypto: chance,
  Intl: locale,
  WeakRef: unforeseeable,
  FinalizationRegistry: unforeseeable,
  ...Object.fromEntries(
    [
      'console',
      'globalThis',
      'global',
      'self',
      'window',
      'document',
      'navigator',
      'process',
      'Buffer',
      'require',
      'fetch',
      'Worker',
      'eval',
      'Function',
    ].map((name) => [name, outside]),
  ),
};

const localeMethods = [
  'toLocaleString',
  'toLocaleUpperCase',
  'toLocaleLowerCase',
  'toLocaleDateString',
  'toLocaleTimeString',
  'localeCompare',
];

/** @type {import('eslint').Linter.RulesRecord} */
export const pureRoomBans = {
  'no-console': 'error',
  'no-restricted-globals': [
    'error',
    ...Object.entries(globalBans).map(([name, message]) => ({ name, message })),
  ],
  'no-restricted-properties': [
    'error',
    { object: 'Math', property: 'random', message: chance },
    ...localeMethods.map((property) => ({ property, message: locale })),
  ],
};
