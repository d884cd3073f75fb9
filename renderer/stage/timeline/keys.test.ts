import { expect, test } from 'vitest';
import { moveByKey, usesKeys } from './keys.ts';

function pressed(
  key: string,
  held: { shift?: boolean; ctrl?: boolean; alt?: boolean } = {},
): string[] {
  const done: string[] = [];
  const view = {
    step: (by: number) => done.push(`step ${by}`),
    stepOperation: (by: number) => done.push(`operation ${by}`),
    collection: (by: number) => done.push(`collection ${by}`),
    start: () => done.push('start'),
    end: () => done.push('end'),
    togglePlay: () => done.push('play'),
    pause: () => done.push('pause'),
  };
  const event = {
    key,
    shiftKey: held.shift === true,
    ctrlKey: held.ctrl === true,
    altKey: held.alt === true,
    metaKey: false,
  };
  return moveByKey(event, view) ? done : ['nothing'];
}

test('arrows step events, with Shift operations, with Ctrl collections; brackets go to collections too', () => {
  expect(pressed('ArrowRight')).toEqual(['pause', 'step 1']);
  expect(pressed('ArrowLeft', { shift: true })).toEqual(['pause', 'operation -1']);
  expect(pressed('ArrowRight', { ctrl: true })).toEqual(['pause', 'collection 1']);
  expect(pressed('[')).toEqual(['pause', 'collection -1']);
  expect(pressed('Home')).toEqual(['pause', 'start']);
  expect(pressed(' ')).toEqual(['play']);
  expect(pressed('ArrowRight', { alt: true })).toEqual(['nothing']);
  expect(pressed('x')).toEqual(['nothing']);
});

test('a field keeps its keys, a button only its Space, a slider of the timeline none', () => {
  document.body.innerHTML =
    '<input><input type="range"><button>go</button><div role="dialog"><button>x</button></div>';
  const [field, slider] = document.querySelectorAll('input');
  const [button, inside] = document.querySelectorAll('button');
  expect(
    [field, slider, button, inside].map((element) => usesKeys(element ?? null, 'ArrowRight')),
  ).toEqual([true, false, false, true]);
  expect(usesKeys(button ?? null, ' ')).toBe(true);
});
