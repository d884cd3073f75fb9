/** Functions as Go's run-time names them in traces: `main.f`, `main.(*T).m`, `main.f.func1`. */
import type { Checker } from './checker.ts';
import type { FunctionRecord } from './records.ts';

/** Names in the order of `records`, which is the order of the source. */
export function nameFunctions(c: Checker, records: readonly FunctionRecord[]): string[] {
  const names = new Map<FunctionRecord, string>();
  const literals = new Map<FunctionRecord | null, number>();
  let inits = 0;
  return records.map((record) => {
    const name = nameOf(record);
    names.set(record, name);
    return name;
  });

  function nameOf(record: FunctionRecord): string {
    const { entity, outer } = record;
    if (entity === null) {
      const ordinal = (literals.get(outer) ?? 0) + 1;
      literals.set(outer, ordinal);
      if (outer === null) return `main.init.func${ordinal}`;
      const outerName = names.get(outer) ?? 'main';
      return outer.entity === null ? `${outerName}.${ordinal}` : `${outerName}.func${ordinal}`;
    }
    if (c.inits.includes(entity)) return `main.init.${inits++}`;
    const { receiver } = entity;
    if (receiver === null) return `main.${entity.name}`;
    const base = receiver.type.kind === 'pointer' ? receiver.type.element : receiver.type;
    const typeName = base.kind === 'named' ? base.name : '?';
    return receiver.pointer
      ? `main.(*${typeName}).${entity.name}`
      : `main.${typeName}.${entity.name}`;
  }
}
