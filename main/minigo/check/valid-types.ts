/** Types that would contain themselves (`type T struct { t T }`) have no size and are refused. */
import type { Entity } from '../entities.ts';
import { basicTypes, type Type } from '../types.ts';
import type { Checker } from './checker.ts';
import { reportCycle } from './declarations.ts';
import { InterfaceRecord, NamedTypeRecord } from './records.ts';

/** Reports the cycle through `type`, if there is one. */
export function validateType(c: Checker, type: NamedTypeRecord): void {
  valid(c, type, [], new Set());
}

function valid(c: Checker, type: Type, path: NamedTypeRecord[], done: Set<Type>): boolean {
  switch (type.kind) {
    case 'array':
      return valid(c, type.element, path, done);
    case 'struct':
      return type.fields.every((field) => valid(c, field.type, path, done));
    case 'interface':
      return (
        !(type instanceof InterfaceRecord) ||
        type.embedded.every((embedded) => valid(c, embedded.type, path, done))
      );
    case 'named': {
      if (!(type instanceof NamedTypeRecord) || done.has(type)) return true;
      const start = path.indexOf(type);
      if (start >= 0) {
        const cycle = path.slice(start);
        type.definition = basicTypes.invalid;
        reportCycle(
          c,
          cycle
            .map(({ entity }) => entity)
            .filter((entity): entity is Entity & { kind: 'type' } => entity !== null),
        );
        return false;
      }
      path.push(type);
      const result = valid(c, type.definition, path, done);
      path.pop();
      if (result) done.add(type);
      return result;
    }
    default:
      return true;
  }
}

/** Whether an interface mentions itself in its methods without a declared type in between. */
export function mentionsItself(type: Type, open: readonly Type[] = []): boolean {
  const within = (inner: Type): boolean => mentionsItself(inner, open);
  switch (type.kind) {
    case 'interface': {
      if (open.includes(type)) return true;
      const deeper = [...open, type];
      return type.methods.some(({ signature }) => mentionsItself(signature, deeper));
    }
    case 'pointer':
    case 'slice':
    case 'array':
    case 'channel':
      return within(type.element);
    case 'map':
      return within(type.key) || within(type.value);
    case 'struct':
      return type.fields.some((field) => within(field.type));
    case 'signature':
      return [...type.parameters, ...type.results].some((parameter) => within(parameter.type));
    default:
      return false;
  }
}
