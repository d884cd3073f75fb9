/** The table of all instructions. Those of the fast loop are in it only where it leaves cases to the table. */
import { operationNames, type Operation } from '../compile/opcodes.ts';
import type { Interpreter } from './interpreter.ts';
import { callInstructions } from './call-instructions.ts';
import { collectionInstructions } from './collection-instructions.ts';
import { interfaceInstructions } from './interface-instructions.ts';
import { memoryInstructions } from './memory-instructions.ts';
import { registerInstructions } from './register-instructions.ts';
import { sliceInstructions } from './slice-instructions.ts';
import { stringInstructions } from './string-instructions.ts';

/** Does one instruction; the machine's address already points at the next. */
export type Handler = (vm: Interpreter, a: number, b: number, c: number, d: number) => void;
export type Handlers = Partial<Record<Operation, Handler>>;

const all: Handlers = {
  ...registerInstructions,
  ...memoryInstructions,
  ...stringInstructions,
  ...sliceInstructions,
  ...collectionInstructions,
  ...interfaceInstructions,
  ...callInstructions,
};

/** By operation code. */
export const rareInstructions: readonly Handler[] = operationNames.map((name) => {
  return (
    all[name] ??
    (() => {
      throw new TypeError(`${name} is done by the fast loop.`);
    })
  );
});
