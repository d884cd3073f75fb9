/** The library of the sandbox: short sources that each show one thing, in the words of both languages. */
import type { Language } from '../../contract/course.ts';
import { collectorExamples } from './collectors.ts';
import { exampleIn, type Example } from './example.ts';
import { goroutineExamples } from './goroutines.ts';
import { leakExamples } from './leaks.ts';
import { lifetimeExamples } from './lifetimes.ts';
import { listExamples } from './lists.ts';
import { pointerExamples } from './pointers.ts';
import { scriptExamples } from './scripts.ts';
import { sliceExamples } from './slices.ts';
import { structureExamples } from './structures.ts';

/** All examples in the order in which they are shown: by group, simple ones first. */
export function exampleList(language: Language): Example[] {
  return [
    ...scriptExamples,
    ...pointerExamples,
    ...listExamples,
    ...structureExamples,
    ...sliceExamples,
    ...lifetimeExamples,
    ...leakExamples,
    ...goroutineExamples,
    ...collectorExamples,
  ].map((written) => exampleIn(written, language));
}
