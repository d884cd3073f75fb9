/**
 * A heap on paper: its references as a picture, its blocks as a strip. Only what a question shows is
 * drawn: no counts, no colours, no states, for those are what is asked about.
 */
import type { Frame, ObjectView } from '../simulator/frame.ts';
import { markup, nothing, type Markup } from './markup.ts';

/** Widths and heights in the picture's own units, a unit being a CSS pixel. */
const box = { width: 84, height: 40, across: 132, down: 58, roots: 96, row: 20 } as const;
/** More objects than this make no picture that can be read. */
const mostObjects = 24;

interface Placed {
  readonly x: number;
  readonly y: number;
}

/** Columns by the distance from a root; what no root reaches comes last. */
function columnsOf(frame: Frame): readonly (readonly ObjectView[])[] {
  const byId = new Map(frame.objects.map((object) => [object.id, object]));
  const seen = new Set<number>();
  const columns: ObjectView[][] = [];
  const take = (ids: readonly (number | null)[]): ObjectView[] =>
    ids.flatMap((id) => {
      const object = id === null ? undefined : byId.get(id);
      if (object === undefined || seen.has(object.id)) return [];
      seen.add(object.id);
      return [object];
    });
  let next = take(frame.roots.flatMap(({ slots }) => slots.map(({ target }) => target)));
  while (next.length > 0) {
    columns.push(next);
    next = take(next.flatMap(({ fields }) => fields));
  }
  for (const object of frame.objects) {
    let alone = take([object.id]);
    while (alone.length > 0) {
      columns.push(alone);
      alone = take(alone.flatMap(({ fields }) => fields));
    }
  }
  return columns;
}

function arrow(from: Placed, to: Placed): Markup {
  const bend = to.x > from.x ? (to.x - from.x) / 2 : 46;
  const lift = to.x > from.x ? 0 : -34;
  const path = `M${from.x} ${from.y} C${from.x + bend} ${from.y + lift} ${to.x - bend} ${to.y + lift} ${to.x} ${to.y}`;
  return markup`<path class="arrow" marker-end="url(#head)" d="${path}"/>`;
}

function graph(frame: Frame, names: ReadonlyMap<number, string>): Markup {
  const columns = columnsOf(frame);
  const slots = frame.roots
    .flatMap(({ slots: each }) => each)
    .filter(({ value }) => value === undefined);
  const at = new Map<number, Placed>();
  columns.forEach((column, across) =>
    column.forEach((object, down) =>
      at.set(object.id, { x: box.roots + 40 + across * box.across, y: 8 + down * box.down }),
    ),
  );
  const height = Math.max(
    slots.length * box.row + 16,
    ...columns.map((column) => column.length * box.down + 8),
  );
  const width = box.roots + 40 + columns.length * box.across;
  const field = (object: ObjectView, ordinal: number): Placed => {
    const place = at.get(object.id) ?? { x: 0, y: 0 };
    const share = (ordinal + 0.5) / Math.max(1, object.fields.length);
    return { x: place.x + box.width - 10, y: place.y + box.height * share };
  };
  const entry = (id: number): Placed | null => {
    const place = at.get(id);
    return place === undefined ? null : { x: place.x, y: place.y + box.height / 2 };
  };
  const rootArrows = slots.flatMap(({ target }, ordinal) => {
    const to = target === null ? null : entry(target);
    return to === null ? [] : [arrow({ x: box.roots - 12, y: 8 + (ordinal + 0.5) * box.row }, to)];
  });
  const fieldArrows = frame.objects.flatMap((object) =>
    object.fields.flatMap((target, ordinal) => {
      const to = target === null ? null : entry(target);
      return to === null ? [] : [arrow(field(object, ordinal), to)];
    }),
  );
  return markup`<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z"/></marker></defs>
${slots.map(
  ({ name, target }, ordinal) =>
    markup`<rect class="slot" x="4" y="${8 + ordinal * box.row}" width="${box.roots - 4}" height="${box.row}"/><text x="12" y="${8 + ordinal * box.row + 14}">${name}</text>${target === null ? markup`<text x="${box.roots - 22}" y="${8 + ordinal * box.row + 14}">nil</text>` : markup`<circle cx="${box.roots - 12}" cy="${8 + (ordinal + 0.5) * box.row}" r="3"/>`}`,
)}
${frame.objects.map((object) => {
  const place = at.get(object.id) ?? { x: 0, y: 0 };
  return markup`<rect class="block" x="${place.x}" y="${place.y}" width="${box.width}" height="${box.height}" rx="4"/><text class="name" x="${place.x + 10}" y="${place.y + box.height / 2 + 5}">${names.get(object.id) ?? object.type}</text>${object.fields.map(
    (target, ordinal) => {
      const spot = field(object, ordinal);
      return target === null
        ? markup`<path class="nil" d="M${spot.x - 4} ${spot.y + 4} L${spot.x + 4} ${spot.y - 4}"/>`
        : markup`<circle cx="${spot.x}" cy="${spot.y}" r="3"/>`;
    },
  )}`;
})}
${rootArrows}${fieldArrows}
</svg>`;
}

/** Blocks in address order: what stands where, how large it is, and what is free. */
function strip(frame: Frame, names: ReadonlyMap<number, string>, free: string): Markup {
  const blocks = frame.blocks ?? [];
  return markup`<table class="strip"><tr>${blocks.map(({ address }) => markup`<td class="address">${address}</td>`)}</tr><tr>${blocks.map(
    ({ object }) =>
      object === null
        ? markup`<td class="free">${free}</td>`
        : markup`<td>${names.get(object) ?? `#${object}`}</td>`,
  )}</tr><tr>${blocks.map(({ size }) => markup`<td class="size">${size}</td>`)}</tr></table>`;
}

/** `free`: the word for a block that is free. Nothing for an empty heap or one too large for paper. */
export function heapOnPaper(
  frame: Frame,
  names: ReadonlyMap<number, string>,
  free: string,
): Markup {
  const { blocks, objects } = frame;
  if (objects.length === 0 || objects.length > mostObjects) return nothing;
  const linked = objects.some(({ fieldCount }) => fieldCount > 0);
  const short = blocks !== null && blocks.length <= 16;
  return markup`<figure>${linked ? graph(frame, names) : nothing}${short ? strip(frame, names, free) : nothing}</figure>`;
}
