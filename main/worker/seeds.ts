/** Seeds for what is opened without one: from the session's seed, how many were drawn, and the hour. */
export function seedFrom(session: number, drawn: number, hour: number): number {
  let mixed = session >>> 0;
  for (const part of [drawn, hour % 2 ** 32, Math.floor(hour / 2 ** 32)]) {
    mixed = Math.imul(mixed ^ (part >>> 0), 0x9e3779b1);
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed ^= mixed >>> 13;
  }
  return mixed >>> 0;
}
