/** The two generic functions and the one generic type that MiniGo knows: `weak` and `runtime.AddCleanup`. */
import type { Call } from './ast.ts';
import type { Checker } from './check/checker.ts';
import type { Operand } from './check/operand.ts';
import type { Mutable } from './check/records.ts';
import type { FunctionEntity } from './entities.ts';
import { expressionText } from './expression-text.ts';
import { cleanupType, libraryFunction } from './library-named.ts';
import { defaultType, identical } from './type-relations.ts';
import { typeText } from './type-text.ts';
import { basicTypes, underlying, type NamedType, type SignatureType, type Type } from './types.ts';
import { typesSummary } from './check/assignments.ts';

/** What a generic function of the library has for a type until it is called. */
export const genericSignature: SignatureType = {
  kind: 'signature',
  parameters: [],
  results: [],
  variadic: false,
};

export const weakMake: FunctionEntity = libraryFunction('weak', 'Make', genericSignature);
export const addCleanup: FunctionEntity = libraryFunction(
  'runtime',
  'AddCleanup',
  genericSignature,
);

export function isGenericFunction(entity: FunctionEntity): boolean {
  return entity === weakMake || entity === addCleanup;
}

const weakPointers = new WeakMap<Type, NamedType>();

/** `weak.Pointer[T]`, one object for each `T`. */
export function weakPointerOf(named: Type): NamedType {
  const element =
    named.kind === 'named' || named.kind === 'tuple' ? named : (named.alias?.type ?? named);
  const known = weakPointers.get(element);
  if (known !== undefined) return known;
  const methods: FunctionEntity[] = [];
  const type: NamedType = {
    kind: 'named',
    name: 'Pointer',
    packageName: 'weak',
    ordinal: -1,
    entity: null,
    underlying: {
      kind: 'struct',
      fields: [
        {
          name: '_',
          type: { kind: 'array', length: 0, element: { kind: 'pointer', element } },
          embedded: false,
          tag: '',
          packageName: 'weak',
        },
        {
          name: 'u',
          type: { kind: 'pointer', element: basicTypes.uint8 },
          embedded: false,
          tag: '',
          packageName: 'weak',
        },
      ],
    },
    methods,
    typeArguments: [element],
  };
  const value: Mutable<FunctionEntity> = libraryFunction('weak', 'Value', {
    ...genericSignature,
    results: [{ name: '', type: { kind: 'pointer', element } }],
  });
  value.receiver = { type, pointer: false };
  methods.push(value);
  weakPointers.set(element, type);
  return type;
}

/** The signature of a call of a generic function, its type parameters inferred; null after a report. */
export function checkGenericCall(
  c: Checker,
  e: Call,
  target: FunctionEntity,
  args: readonly Operand[],
): SignatureType | null {
  const wanted = target === weakMake ? 1 : 3;
  const callee = expressionText(e.callee);
  if (args.some(({ isInvalid }) => isInvalid)) return null;
  if (args.length !== wanted) {
    const at = args[wanted] ?? args.at(-1);
    const have = typesSummary(
      args.map(({ type }) => type),
      false,
      e.spread,
    );
    const want = wanted === 1 ? '(*T)' : '(*T, func(S), S)';
    c.error(
      at?.position ?? e.closeParenthesis,
      'wrong-count',
      `${args.length < wanted ? 'not enough' : 'too many'} arguments in call to ${callee}\n\thave ${have}\n\twant ${want}`,
    );
    return null;
  }
  const [pointer, cleanup, argument] = args;
  const pointed = pointer === undefined ? null : underlying(pointer.type);
  if (pointer === undefined || pointed === null || pointed.kind !== 'pointer') {
    c.error(
      pointer?.position ?? e.position,
      'type-mismatch',
      `in call to ${callee}, type ${typeText(pointer?.type ?? basicTypes.invalid)} of ${expressionText(pointer?.expression ?? e)} does not match *T (cannot infer T${wanted === 1 ? '' : ' and S'})`,
    );
    return null;
  }
  const pointerType: Type = { kind: 'pointer', element: pointed.element };
  if (target === weakMake)
    return {
      ...genericSignature,
      parameters: [{ name: 'ptr', type: pointerType }],
      results: [{ name: '', type: weakPointerOf(pointed.element) }],
    };
  if (cleanup === undefined || argument === undefined) return null;
  const fn = underlying(cleanup.type);
  const parameter =
    fn.kind === 'signature' && fn.parameters.length === 1 ? fn.parameters[0]?.type : undefined;
  if (fn.kind !== 'signature' || parameter === undefined || fn.results.length > 0 || fn.variadic) {
    c.error(
      cleanup.position,
      'type-mismatch',
      `in call to ${callee}, type ${typeText(cleanup.type)} of ${expressionText(cleanup.expression)} does not match func(S) (cannot infer T and S)`,
    );
    return null;
  }
  const given = defaultType(argument.type);
  if (
    argument.mode !== 'constant' &&
    argument.mode !== 'nil' &&
    !identical(given, parameter) &&
    underlying(parameter).kind !== 'interface'
  ) {
    c.error(
      argument.position,
      'type-mismatch',
      `in call to ${callee}, type ${typeText(given)} of ${expressionText(argument.expression)} does not match inferred type ${typeText(parameter)} for S`,
    );
    return null;
  }
  return {
    ...genericSignature,
    parameters: [
      { name: 'ptr', type: pointerType },
      { name: 'cleanup', type: { ...fn, parameters: [{ name: '', type: parameter }] } },
      { name: 'arg', type: parameter },
    ],
    results: [{ name: '', type: cleanupType }],
  };
}
