/** Operations as they are built by hand: what can be chosen, and the line of script it gives. */
import type { Frame } from '../stage/frame.ts';

/** A variable one can name now, and what it holds. */
export interface Variable {
  readonly name: string;
  readonly object: number | null;
  /** Pointer fields of the object it holds. */
  readonly fields: number;
}

/** Variables of the top frame, then the globals. */
export function variablesOf(frame: Frame | null): readonly Variable[] {
  if (frame === null) return [];
  const fields = new Map(frame.objects.map((object) => [object.id, object.fieldCount]));
  const globals = frame.roots.filter((root) => root.kind === 'globals');
  const top = frame.roots.findLast((root) => root.kind === 'frame');
  return [...(top === undefined ? [] : [top]), ...globals].flatMap((root) =>
    root.slots.map((slot) => ({
      name: root.kind === 'globals' && !slot.name.startsWith('@') ? `@${slot.name}` : slot.name,
      object: slot.target,
      fields: slot.target === null ? 0 : (fields.get(slot.target) ?? 0),
    })),
  );
}

/** Is a frame there that can be left? The lowest one can't. */
export function canPop(frame: Frame | null): boolean {
  return (frame?.roots.filter((root) => root.kind === 'frame').length ?? 0) > 1;
}

const letters = 'abcdefghijklmnopqrstuvwxyz';

/** A short name that no variable has yet. */
export function freeName(variables: readonly Variable[]): string {
  const taken = new Set(variables.filter((one) => one.object !== null).map((one) => one.name));
  for (let round = 0; round < 100; round += 1) {
    for (const letter of letters) {
      const name = round === 0 ? letter : `${letter}${round}`;
      if (!taken.has(name)) return name;
    }
  }
  return 'v';
}

export function isName(name: string): boolean {
  return /^@?[A-Za-z_][A-Za-z0-9_]*$/u.test(name) && name !== 'nil';
}

/** A whole number between both limits, or null. */
export function wholeNumber(text: string, low: number, high: number): number | null {
  const plain = text.normalize('NFKC').trim();
  if (!/^\d+$/u.test(plain)) return null;
  const value = Number(plain);
  return value >= low && value <= high ? value : null;
}

export function allocateLine(
  variable: string,
  type: string,
  bytes: number,
  fields: number,
): string {
  return `alloc ${variable} ${type} ${bytes} ${fields}`;
}

/** Where a reference is set: a variable, or one field of the object that it holds. */
export interface Place {
  readonly variable: string;
  readonly field: number | null;
}

/** The line that lets `to` refer to what `from` refers to; null for what one operation can't do. */
export function pointLine(to: Place, from: Place | null): string | null {
  if (to.field === null) {
    if (from === null) return `root ${to.variable} nil`;
    if (from.field === null) return `root ${to.variable} ${from.variable}`;
    return `read ${to.variable} ${from.variable} ${from.field}`;
  }
  if (from === null) return `write ${to.variable} ${to.field} nil`;
  return from.field === null ? `write ${to.variable} ${to.field} ${from.variable}` : null;
}

/** A place as the value of an option: `a` or `a.0`. */
export function placeText(place: Place): string {
  return place.field === null ? place.variable : `${place.variable}.${place.field}`;
}

export function placeOf(text: string): Place {
  const [variable = '', field] = text.split('.');
  return { variable, field: field === undefined ? null : Number(field) };
}
