/** Settings of a small heap for requests that tests make themselves. */
import { defaultSettings, type HeapSettings } from '../main/simulator/settings.ts';

export function smallHeap(changes: Partial<HeapSettings> = {}): HeapSettings {
  return { ...defaultSettings, heapBytes: 1024, collector: 'refcount', ...changes };
}
