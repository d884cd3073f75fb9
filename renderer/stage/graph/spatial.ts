/** Moving among things on a plane with the arrow keys. */

export interface Spot {
  readonly id: number;
  readonly x: number;
  readonly y: number;
}

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

/** The nearest thing that way, or null; what lies to the side counts as further away. */
export function neighbour(spots: readonly Spot[], from: number, key: string): number | null {
  const direction = directions[key];
  const here = spots.find((spot) => spot.id === from);
  if (direction === undefined || here === undefined) return null;
  const [dx, dy] = direction;
  let best: number | null = null;
  let nearest = Infinity;
  for (const spot of spots) {
    const along = (spot.x - here.x) * dx + (spot.y - here.y) * dy;
    const aside = Math.abs((spot.x - here.x) * dy) + Math.abs((spot.y - here.y) * dx);
    if (along <= 0) continue;
    const far = along + aside * 2.5;
    if (far < nearest) {
      nearest = far;
      best = spot.id;
    }
  }
  return best;
}
