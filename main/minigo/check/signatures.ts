/** Parameters, results and receivers: their types, and their variables in the scope of the function. */
import type { Expression, Field, FunctionTypeExpression } from '../ast.ts';
import { unparenthesised } from '../bare.ts';
import type { VariableEntity } from '../entities.ts';
import { dereferenced, isInvalid } from '../type-relations.ts';
import { typeText } from '../type-text.ts';
import { underlying, type ParameterOfSignature, type SignatureType, type Type } from '../types.ts';
import type { Checker } from './checker.ts';
import { Scope } from './records.ts';
import { resolveType } from './type-expressions.ts';

export interface ResolvedSignature {
  readonly signature: SignatureType;
  readonly scope: Scope;
  readonly receiver: VariableEntity | null;
  readonly receiverType: Type | null;
  /** Null for what is unnamed or blank. */
  readonly parameters: readonly (VariableEntity | null)[];
  readonly results: readonly (VariableEntity | null)[];
}

interface Collected {
  readonly types: readonly ParameterOfSignature[];
  readonly variables: readonly (VariableEntity | null)[];
  readonly declare: readonly { readonly field: Field; readonly variable: VariableEntity }[];
  readonly variadic: boolean;
}

export function resolveSignature(
  c: Checker,
  e: FunctionTypeExpression,
  receiver: Field | null,
): ResolvedSignature {
  const saved = c.environment;
  const scope = new Scope(saved.scope, true);
  c.environment = { ...saved, scope };
  const received = receiver === null ? null : collect(c, [receiver], 'receiver', false);
  const parameters = collect(c, e.parameters, 'parameter', true);
  const results = collect(c, e.results, 'result', false);
  for (const { field, variable } of [
    ...(received?.declare ?? []),
    ...parameters.declare,
    ...results.declare,
  ])
    c.declare(scope, field.name, variable);
  c.environment = saved;
  const receiverType = received?.types[0]?.type ?? null;
  if (receiver !== null && receiverType !== null) {
    c.later(() => {
      validateReceiver(c, receiver.type, receiverType);
    });
  }
  return {
    signature: {
      kind: 'signature',
      parameters: parameters.types,
      results: results.types,
      variadic: parameters.variadic,
    },
    scope,
    receiver: received?.variables[0] ?? null,
    receiverType,
    parameters: parameters.variables,
    results: results.variables,
  };
}

function collect(
  c: Checker,
  fields: readonly Field[],
  role: 'receiver' | 'parameter' | 'result',
  variadicAllowed: boolean,
): Collected {
  const types: ParameterOfSignature[] = [];
  const variables: (VariableEntity | null)[] = [];
  const declare: { field: Field; variable: VariableEntity }[] = [];
  let variadic = false;
  let previous: Expression | null = null;
  let type: Type | null = null;
  for (const [index, field] of fields.entries()) {
    if (field.type !== previous || type === null) {
      previous = field.type;
      if (field.type.kind === 'variadic-type') {
        if (variadicAllowed && index === fields.length - 1) variadic = true;
        else
          c.error(
            field.type.position,
            'invalid-type',
            'can only use ... with final parameter in list',
          );
        type = resolveType(c, field.type.element);
      } else type = resolveType(c, field.type);
    }
    const own: Type =
      variadic && index === fields.length - 1 ? { kind: 'slice', element: type } : type;
    types.push({ name: field.name?.name ?? '', type: own });
    if (field.name === null) {
      variables.push(null);
      continue;
    }
    const variable = c.newVariable(field.name.name, own, field.name.position, role);
    declare.push({ field, variable });
    variables.push(field.name.name === '_' ? null : variable);
  }
  return { types, variables, declare, variadic };
}

function validateReceiver(c: Checker, e: Expression, type: Type): void {
  const stripped = unparenthesised(e);
  const base = stripped.kind === 'star' ? unparenthesised(stripped.operand) : stripped;
  const [receiver] = dereferenced(type);
  if (isInvalid(receiver)) return;
  if (receiver.kind === 'basic' || (receiver.kind === 'named' && receiver.packageName !== 'main')) {
    c.error(
      base.position,
      'invalid-type',
      `cannot define new methods on non-local type ${typeText(receiver)}`,
    );
  } else if (receiver.kind !== 'named') {
    c.error(base.position, 'invalid-type', `invalid receiver type ${typeText(type)}`);
  } else {
    const { kind } = underlying(receiver);
    if (kind === 'pointer' || kind === 'interface')
      c.error(
        base.position,
        'invalid-type',
        `invalid receiver type ${typeText(receiver)} (pointer or interface type)`,
      );
  }
}
