/** What the library's functions do with their arguments. */
import type { FunctionEntity } from '../entities.ts';

/** Fewest dereferences at which an argument reaches the heap; -1 if it does not. The receiver counts as the first. */
export function libraryLeak(entity: FunctionEntity, index: number): number {
  const { name, packageName, receiver } = entity;
  switch (packageName) {
    case 'fmt':
      // The slice of arguments stays; what its boxes hold may be kept by a String method.
      return 1;
    case 'runtime':
      return name === 'KeepAlive' || name === 'ReadMemStats' ? -1 : 0;
    case 'sort':
      return name === 'Slice' ? 0 : -1;
    case 'strings':
      if (receiver !== null) return -1;
      return ['Contains', 'HasPrefix', 'HasSuffix', 'Index'].includes(name)
        ? -1
        : name === 'Join' && index === 0
          ? 1
          : 0;
    case 'sync':
    case 'time':
      return -1;
    default:
      return 0;
  }
}
