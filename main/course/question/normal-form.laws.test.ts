import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Chance } from '../random.ts';
import { numberForm, sameAnswer } from './normal-form.ts';

const wide = (text: string): string =>
  [...text]
    .map((each) => (/\d/.test(each) ? String.fromCharCode(each.charCodeAt(0) + 0xfee0) : each))
    .join('');

test('a number is itself, wide or padded, and no other number', () => {
  fc.assert(
    fc.property(fc.nat(100_000), fc.nat(100_000), fc.nat(4), (one, other, zeros) => {
      const dressed = `\u3000${'0'.repeat(zeros)}${String(one)} `;
      expect(numberForm(wide(dressed))).toBe(String(one));
      expect(numberForm(dressed) === numberForm(String(other))).toBe(one === other);
    }),
  );
});

test('a set is the same in any order', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(50), { maxLength: 12 }), fc.nat(), (objects, seed) => {
      const shuffled = new Chance(seed).shuffled(objects);
      expect(sameAnswer({ kind: 'set', objects: shuffled }, { kind: 'set', objects })).toBe(true);
      expect(sameAnswer({ kind: 'order', objects: shuffled }, { kind: 'order', objects })).toBe(
        shuffled.every((object, at) => object === objects[at]),
      );
    }),
  );
});

test('text of any kind never throws and is never a number it doesn’t show', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const form = numberForm(text);
      if (form !== null) expect(Number.isFinite(Number(form))).toBe(true);
    }),
  );
});
