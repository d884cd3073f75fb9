import { expect, test } from 'vitest';
import { parseArguments } from './arguments.ts';

test('nothing is asked by a bare start', () => {
  expect(parseArguments(['electron', '.'])).toEqual({
    tour: null,
    userData: null,
    sessionFile: null,
  });
});

test('both ways of writing a value are read, and switches of Chromium passed over', () => {
  const argv = [
    'heapwise',
    '--no-sandbox',
    '--tour',
    'pictures',
    '--inspect=0',
    '--user-data-dir=there',
  ];
  expect(parseArguments(argv)).toEqual({ tour: 'pictures', userData: 'there', sessionFile: null });
});

test('a tour without a folder is no tour', () => {
  expect(parseArguments(['heapwise', '--tour', '--no-sandbox']).tour).toBeNull();
  expect(parseArguments(['heapwise', '--tour=']).tour).toBeNull();
});

test('a session document given by the desktop is found', () => {
  expect(parseArguments(['heapwise', '--no-sandbox', '/home/a/mine.heapwise']).sessionFile).toBe(
    '/home/a/mine.heapwise',
  );
});
