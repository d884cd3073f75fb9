/**
 * sort.Slice: Go's pattern-defeating quicksort, step by step (sort/zsortfunc.go), because equal
 * elements end up where it puts them. A generator: each `yield` asks whether element `i` comes
 * before element `j`.
 */
export type Comparison = readonly [number, number];
type Steps<T> = Generator<Comparison, T, boolean>;
type Swap = (i: number, j: number) => void;

const largestInsertion = 12;

function* insertionSort(swap: Swap, a: number, b: number): Steps<void> {
  for (let i = a + 1; i < b; i++) {
    for (let j = i; j > a && (yield [j, j - 1]); j--) swap(j, j - 1);
  }
}

function* siftDown(swap: Swap, low: number, high: number, first: number): Steps<void> {
  let root = low;
  for (;;) {
    let child = 2 * root + 1;
    if (child >= high) return;
    if (child + 1 < high && (yield [first + child, first + child + 1])) child++;
    if (!(yield [first + root, first + child])) return;
    swap(first + root, first + child);
    root = child;
  }
}

function* heapSort(swap: Swap, a: number, b: number): Steps<void> {
  const high = b - a;
  for (let i = Math.floor((high - 1) / 2); i >= 0; i--) yield* siftDown(swap, i, high, a);
  for (let i = high - 1; i >= 0; i--) {
    swap(a, a + i);
    yield* siftDown(swap, 0, i, a);
  }
}

function bitLength(value: number): number {
  return value === 0 ? 0 : 32 - Math.clz32(value);
}

function breakPatterns(swap: Swap, a: number, b: number): void {
  const length = b - a;
  if (length < 8) return;
  let random = BigInt(length);
  const modulus = 1n << BigInt(bitLength(length));
  const middle = a + Math.floor(length / 4) * 2;
  for (let index = middle - 1; index <= middle + 1; index++) {
    random = BigInt.asUintN(64, random ^ (random << 13n));
    random ^= random >> 7n;
    random = BigInt.asUintN(64, random ^ (random << 17n));
    let other = Number(random & (modulus - 1n));
    if (other >= length) other -= length;
    swap(index, a + other);
  }
}

function* median(a: number, b: number, c: number, swaps: { count: number }): Steps<number> {
  let [low, middle] = [a, b];
  if (yield [middle, low]) {
    swaps.count++;
    [low, middle] = [middle, low];
  }
  if (yield [c, middle]) {
    swaps.count++;
    middle = c;
  }
  if (yield [middle, low]) {
    swaps.count++;
    middle = low;
  }
  return middle;
}

function* choosePivot(
  a: number,
  b: number,
): Steps<readonly [number, 'increasing' | 'decreasing' | 'unknown']> {
  const length = b - a;
  const quarter = Math.floor(length / 4);
  const swaps = { count: 0 };
  let [i, j, k] = [a + quarter, a + quarter * 2, a + quarter * 3];
  if (length >= 8) {
    if (length >= 50) {
      i = yield* median(i - 1, i, i + 1, swaps);
      j = yield* median(j - 1, j, j + 1, swaps);
      k = yield* median(k - 1, k, k + 1, swaps);
    }
    j = yield* median(i, j, k, swaps);
  }
  return [j, swaps.count === 0 ? 'increasing' : swaps.count === 12 ? 'decreasing' : 'unknown'];
}

function* partialInsertionSort(swap: Swap, a: number, b: number): Steps<boolean> {
  let i = a + 1;
  for (let step = 0; step < 5; step++) {
    while (i < b && !(yield [i, i - 1])) i++;
    if (i === b) return true;
    if (b - a < 50) return false;
    swap(i, i - 1);
    if (i - a >= 2) {
      for (let j = i - 1; j >= 1; j--) {
        if (!(yield [j, j - 1])) break;
        swap(j, j - 1);
      }
    }
    if (b - i >= 2) {
      for (let j = i + 1; j < b; j++) {
        if (!(yield [j, j - 1])) break;
        swap(j, j - 1);
      }
    }
  }
  return false;
}

function* partitionEqual(swap: Swap, a: number, b: number, pivot: number): Steps<number> {
  swap(a, pivot);
  let [i, j] = [a + 1, b - 1];
  for (;;) {
    while (i <= j && !(yield [a, i])) i++;
    while (i <= j && (yield [a, j])) j--;
    if (i > j) return i;
    swap(i, j);
    i++;
    j--;
  }
}

function* partition(
  swap: Swap,
  a: number,
  b: number,
  pivot: number,
): Steps<readonly [number, boolean]> {
  swap(a, pivot);
  let [i, j] = [a + 1, b - 1];
  let isFirst = true;
  for (;;) {
    while (i <= j && (yield [i, a])) i++;
    while (i <= j && !(yield [j, a])) j--;
    if (i > j) break;
    swap(i, j);
    isFirst = false;
    i++;
    j--;
  }
  swap(j, a);
  return [j, isFirst];
}

function* sortRange(swap: Swap, from: number, to: number, depth: number): Steps<void> {
  let [a, b, limit] = [from, to, depth];
  let wasBalanced = true;
  let wasPartitioned = true;
  for (;;) {
    const length = b - a;
    if (length <= largestInsertion) {
      yield* insertionSort(swap, a, b);
      return;
    }
    if (limit === 0) {
      yield* heapSort(swap, a, b);
      return;
    }
    if (!wasBalanced) {
      breakPatterns(swap, a, b);
      limit--;
    }
    let [pivot, hint] = yield* choosePivot(a, b);
    if (hint === 'decreasing') {
      for (let i = a, j = b - 1; i < j; i++, j--) swap(i, j);
      pivot = b - 1 - (pivot - a);
      hint = 'increasing';
    }
    if (
      wasBalanced &&
      wasPartitioned &&
      hint === 'increasing' &&
      (yield* partialInsertionSort(swap, a, b))
    )
      return;
    if (a > 0 && !(yield [a - 1, pivot])) {
      a = yield* partitionEqual(swap, a, b, pivot);
      continue;
    }
    const [middle, already] = yield* partition(swap, a, b, pivot);
    wasPartitioned = already;
    const [left, right] = [middle - a, b - middle];
    const threshold = Math.floor(length / 8);
    if (left < right) {
      wasBalanced = left >= threshold;
      yield* sortRange(swap, a, middle, limit);
      a = middle + 1;
    } else {
      wasBalanced = right >= threshold;
      yield* sortRange(swap, middle + 1, b, limit);
      b = middle;
    }
  }
}

/** Sorts `length` elements that only `swap` and the answers to the questions know. */
export function patternDefeatingSort(swap: Swap, length: number): Steps<void> {
  return sortRange(swap, 0, length, bitLength(length));
}
