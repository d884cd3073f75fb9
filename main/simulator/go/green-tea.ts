/**
 * Green Tea, the marking of Go 1.26: the work list holds spans, not objects, and each object has two
 * bits, seen and scanned (`runtime/mgcmark_greenteagc.go`; go.dev/blog/greenteagc; reference §2.17).
 * Beside it the flood that it replaces, for comparison: same result, other order.
 */

/** A small heap for the comparison: objects by name, the span each lives in, and their references. */
export interface SpanHeap {
  /** Spans in order; each lists its objects by index in the span. */
  readonly spans: readonly { readonly name: string; readonly objects: readonly string[] }[];
  readonly references: Readonly<Record<string, readonly string[]>>;
  readonly roots: readonly string[];
}

export interface SpanVisit {
  readonly span: string;
  /** Objects scanned at this visit, by index in the span. */
  readonly objects: readonly string[];
}

export interface GreenTeaRun {
  readonly visits: readonly SpanVisit[];
  readonly scanned: ReadonlySet<string>;
}

function spanOfEach(
  heap: SpanHeap,
): Map<string, { readonly span: number; readonly index: number }> {
  const places = new Map<string, { span: number; index: number }>();
  heap.spans.forEach((span, at) =>
    span.objects.forEach((object, index) => places.set(object, { span: at, index })),
  );
  return places;
}

/** Marks span by span, FIFO. A span may be queued many times; each object is scanned once. */
export function greenTea(heap: SpanHeap): GreenTeaRun {
  const places = spanOfEach(heap);
  const seen = new Set<string>();
  const scanned = new Set<string>();
  const queued = new Set<number>();
  const queue: number[] = [];
  const visits: SpanVisit[] = [];

  const point = (target: string): void => {
    const place = places.get(target);
    if (place === undefined || seen.has(target)) return;
    seen.add(target);
    if (queued.has(place.span)) return;
    queued.add(place.span);
    queue.push(place.span);
  };

  for (const root of heap.roots) point(root);
  for (let head = 0; head < queue.length; head++) {
    const at = queue[head] ?? 0;
    queued.delete(at);
    const span = heap.spans[at];
    if (span === undefined) continue;
    const active = span.objects.filter((object) => seen.has(object) && !scanned.has(object));
    for (const object of active) scanned.add(object);
    visits.push({ span: span.name, objects: active });
    for (const object of active) for (const target of heap.references[object] ?? []) point(target);
  }
  return { visits, scanned };
}

export interface FloodRun {
  /** Objects in the order they were scanned. */
  readonly order: readonly string[];
  /** Times the scan went from one span to another. */
  readonly spanSwitches: number;
}

/** Marks object by object with a LIFO work list, as Go did before. */
export function flood(heap: SpanHeap): FloodRun {
  const places = spanOfEach(heap);
  const marked = new Set<string>();
  const stack: string[] = [];
  const order: string[] = [];
  const shade = (target: string): void => {
    if (marked.has(target)) return;
    marked.add(target);
    stack.push(target);
  };
  for (const root of heap.roots) shade(root);
  for (let object = stack.pop(); object !== undefined; object = stack.pop()) {
    order.push(object);
    for (const target of heap.references[object] ?? []) shade(target);
  }
  let spanSwitches = 0;
  for (let at = 1; at < order.length; at++) {
    if (places.get(order[at] ?? '')?.span !== places.get(order[at - 1] ?? '')?.span) spanSwitches++;
  }
  return { order, spanSwitches };
}
