/**
 * Where the objects of a run stand in the graph. A place is given once and kept for the whole run:
 * it is a function of the run's events, not of the moment, so nothing jumps when something else comes
 * or goes. The order of discovery gives columns (a holder stands left of what it holds), and a place
 * is given again only to an object born after the former owner was reclaimed.
 */

export interface Place {
  readonly column: number;
  readonly row: number;
}

/** What the placement needs to know of the run. */
export interface GraphPast {
  /** Every object there ever was. `freed` is null while it is allocated. */
  readonly lives: ReadonlyMap<
    number,
    { readonly object: number; readonly born: number; readonly freed: number | null }
  >;
  /** Every reference there ever was, in order of appearance: holder → targets. */
  readonly edges: ReadonlyMap<number, ReadonlySet<number>>;
}

export type Placement = ReadonlyMap<number, Place>;

/** Before anything has a place. */
export const nowhere: Placement = new Map();

/** Rows that are filled in one column before the next column begins. */
const bandRows = 4;

/** Columns before a chain goes on in a new line below. */
export const columnLimit = 4;

interface Tree {
  readonly object: number;
  readonly children: Tree[];
}

interface Wish {
  readonly object: number;
  readonly column: number;
  readonly row: number;
}

/**
 * Places every object of `past` that has no place yet, beside those that have. Objects that are no
 * longer part of the past (an operation was taken back) lose theirs.
 */
export function place(
  before: Placement,
  past: GraphPast,
  columns: number = columnLimit,
): Placement {
  const board = new Board(past, columns);
  for (const [object, where] of before) if (past.lives.has(object)) board.put(object, where);
  const forest = growForest(past, board);
  for (const tree of forest) settle(tree, board, past, columns);
  return board.places;
}

/** Which cell is whose, and when. */
class Board {
  readonly places = new Map<number, Place>();
  readonly #owners = new Map<string, number[]>();
  readonly #past: GraphPast;
  readonly #columns: number;

  constructor(past: GraphPast, columns: number) {
    this.#past = past;
    this.#columns = columns;
  }

  put(object: number, where: Place): void {
    this.places.set(object, where);
    const key = `${String(where.column)},${String(where.row)}`;
    const owners = this.#owners.get(key);
    if (owners === undefined) this.#owners.set(key, [object]);
    else owners.push(object);
  }

  /** Could `object` stand here for all its life? */
  isFree(object: number, column: number, row: number): boolean {
    if (column < 0 || column >= this.#columns || row < 0) return false;
    const owners = this.#owners.get(`${String(column)},${String(row)}`);
    const life = this.#past.lives.get(object);
    if (owners === undefined || life === undefined) return true;
    return owners.every((owner) => {
      const other = this.#past.lives.get(owner);
      if (other === undefined) return true;
      const apart = (first: typeof life, then: typeof life): boolean =>
        first.freed !== null && first.freed < then.born;
      return apart(other, life) || apart(life, other);
    });
  }

  fits(wishes: readonly Wish[], column: number, row: number): boolean {
    return wishes.every((wish) => this.isFree(wish.object, column + wish.column, row + wish.row));
  }
}

/** Trees of the objects without a place: each hangs on the holder that reaches it first. */
function growForest(past: GraphPast, board: Board): readonly Tree[] {
  const waiting = new Map<number, Tree>();
  for (const object of past.lives.keys())
    if (!board.places.has(object)) waiting.set(object, { object, children: [] });
  const held = new Set<number>();
  for (const [holder, targets] of past.edges)
    for (const target of targets) if (target !== holder) held.add(target);

  const forest: Tree[] = [];
  const seen = new Set<number>();
  const grow = (first: number): void => {
    const top = waiting.get(first);
    if (top === undefined || seen.has(first)) return;
    seen.add(first);
    forest.push(top);
    for (let queue = [top]; queue.length > 0;) {
      const next: Tree[] = [];
      for (const tree of queue) {
        for (const target of past.edges.get(tree.object) ?? []) {
          const child = waiting.get(target);
          if (child === undefined || seen.has(target)) continue;
          seen.add(target);
          tree.children.push(child);
          next.push(child);
        }
      }
      queue = next;
    }
  };
  // First what something already placed holds, then what nothing ever held, then cycles from their eldest.
  for (const holder of board.places.keys())
    for (const target of past.edges.get(holder) ?? []) grow(target);
  for (const object of waiting.keys()) if (!held.has(object)) grow(object);
  for (const object of waiting.keys()) grow(object);
  return forest;
}

/** Gives a whole tree its places: beside its holder or what it holds, else at the first gap it fits. */
function settle(tree: Tree, board: Board, past: GraphPast, columns: number): void {
  const rest: Tree[] = [];
  const neighbour = nearNeighbour(tree.object, board, past);
  const start = neighbour?.column ?? 0;
  const wishes: Wish[] = [];
  spread(tree, 0, 0, columns - start, wishes, rest);
  const where =
    neighbour === null
      ? firstGap(wishes, board, columns)
      : nearestGap(wishes, board, start, neighbour.row);
  for (const wish of wishes)
    board.put(wish.object, { column: where.column + wish.column, row: where.row + wish.row });
  for (const late of rest) settle(late, board, past, columns);
}

/** The column an object without a place belongs in, because of a neighbour that has one. */
function nearNeighbour(object: number, board: Board, past: GraphPast): Place | null {
  for (const [holder, targets] of past.edges) {
    const where = targets.has(object) ? board.places.get(holder) : undefined;
    if (where !== undefined && board.isFree(object, where.column + 1, where.row))
      return { column: where.column + 1, row: where.row };
  }
  for (const target of past.edges.get(object) ?? []) {
    const where = board.places.get(target);
    if (where !== undefined)
      return {
        column: Math.max(0, where.column - 1),
        row: where.column === 0 ? where.row + 1 : where.row,
      };
  }
  return null;
}

/** Lays a tree out from left to right: the first child beside its parent, the others below. Returns the rows used. */
function spread(
  tree: Tree,
  column: number,
  row: number,
  columns: number,
  wishes: Wish[],
  rest: Tree[],
): number {
  wishes.push({ object: tree.object, column, row });
  if (column + 1 >= columns) {
    rest.push(...tree.children);
    return 1;
  }
  let rows = 0;
  for (const child of tree.children)
    rows += spread(child, column + 1, row + rows, columns, wishes, rest);
  return Math.max(1, rows);
}

function firstGap(wishes: readonly Wish[], board: Board, columns: number): Place {
  const width = 1 + Math.max(...wishes.map((wish) => wish.column));
  // Down one column before the next, a few rows at a time: that is the order people read a picture of variables in.
  for (let first = 0; ; first += bandRows) {
    for (let column = 0; column + width <= columns; column += 1) {
      for (let row = first; row < first + bandRows; row += 1)
        if (board.fits(wishes, column, row)) return { column, row };
    }
  }
}

/** The free row nearest to the one wished for, below before above. */
function nearestGap(wishes: readonly Wish[], board: Board, column: number, row: number): Place {
  for (let distance = 0; ; distance += 1) {
    if (board.fits(wishes, column, row + distance)) return { column, row: row + distance };
    if (distance <= row && board.fits(wishes, column, row - distance))
      return { column, row: row - distance };
  }
}
