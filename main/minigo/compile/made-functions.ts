/** What functions that the source does not write are made of. */
import type { SignatureType, Type } from '../types.ts';
import type { FunctionCompiler } from './function-compiler.ts';
import type { CompiledFunction } from './image.ts';
import { layoutOf } from './layout.ts';
import type { Operand } from './operands.ts';

export function emptyFunction(name: string, index: number, isWrapper: boolean): CompiledFunction {
  return {
    name,
    index,
    entry: -1,
    words: [],
    variables: [],
    span: [0, 0],
    resultOffset: 0,
    resultWords: 0,
    closureOffset: -1,
    hasDefer: false,
    epilogue: -1,
    isWrapper,
  };
}

/** Parameters of a function made up by the compiler. */
export function declareParameters(
  c: FunctionCompiler,
  signature: SignatureType,
  receiver: Type | null = null,
): Operand[] {
  const types = receiver === null ? [] : [receiver];
  return [...types, ...signature.parameters.map((part) => part.type)].map((type) => {
    const register = c.emitter.variable('', layoutOf(type).pattern);
    return { register, type, hold: layoutOf(type).pointers.length > 0 ? 'rooted' : 'raw' } as const;
  });
}
