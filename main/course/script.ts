/** Operations in the words of the course's texts. */
import { formatOperation } from '../simulator/script.ts';
import type { Operation } from '../simulator/operation.ts';

/** An operation as an assignment, the way the texts speak of it. */
export function assignmentText(operation: Operation): string {
  switch (operation.kind) {
    case 'alloc':
      return `${operation.slot} = new ${operation.type}`;
    case 'root':
      return `${operation.slot} = ${operation.from ?? 'nil'}`;
    case 'write':
      return `${operation.slot}.${operation.field} = ${operation.from ?? 'nil'}`;
    case 'read':
      return `${operation.slot} = ${operation.from}.${operation.field}`;
    default:
      return formatOperation(operation);
  }
}
