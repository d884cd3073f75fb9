/**
 * A checksum of a text: against accidents (a cut file, a flipped bit, an edit by mistake), not
 * against forgery. Two 32-bit lanes of MurmurHash3's mixing, over UTF-16 units.
 */
export function checksum(text: string): string {
  let one = 0x9747b28c;
  let two = 0x3c6ef372;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    one = rotate(Math.imul(one ^ unit, 0xcc9e2d51), 15);
    two = rotate(Math.imul(two ^ unit, 0x1b873593), 13) + one;
  }
  return hex(finish(one ^ text.length)) + hex(finish(two ^ one));
}

function rotate(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}

function finish(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

function hex(value: number): string {
  return value.toString(16).padStart(8, '0');
}
