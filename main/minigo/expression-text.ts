/** Expressions and types as Go's messages show them: on one line, bodies and literals shortened to `…`. */
import type { Expression, Field, FunctionTypeExpression } from './ast.ts';

/** The text of an expression or a type expression. */
export function expressionText(expression: Expression): string {
  switch (expression.kind) {
    case 'bad':
      return expression.text ?? '<bad expr>';
    case 'name':
      return expression.name;
    case 'basic-literal':
      return expression.text;
    case 'function-literal':
      return `${expressionText(expression.type)} {${expression.body.statements.length > 0 ? '…' : ''}}`;
    case 'composite-literal': {
      const type = expression.type === null ? '' : expressionText(expression.type);
      return `${type}{${expression.elements.length > 0 ? '…' : ''}}`;
    }
    case 'key-value':
      return `${expressionText(expression.key)}: ${expressionText(expression.value)}`;
    case 'parenthesised':
      return `(${expressionText(expression.inner)})`;
    case 'selector':
      return `${expressionText(expression.operand)}.${expression.member.name}`;
    case 'index':
      return `${expressionText(expression.operand)}[${expressionText(expression.index)}]`;
    case 'slice': {
      const { low, high, max } = expression;
      const text = (part: Expression | null): string => (part === null ? '' : expressionText(part));
      return `${expressionText(expression.operand)}[${text(low)}:${text(high)}${max === null ? '' : `:${text(max)}`}]`;
    }
    case 'type-assertion':
      return `${expressionText(expression.operand)}.(${expressionText(expression.type)})`;
    case 'type-switch-guard':
      return `${expression.name === null ? '' : `${expression.name.name} := `}${expressionText(expression.operand)}.(type)`;
    case 'unary':
      return `${expression.operator}${expressionText(expression.operand)}`;
    case 'star':
      return `*${expressionText(expression.operand)}`;
    case 'binary':
      return `${expressionText(expression.left)} ${expression.operator} ${expressionText(expression.right)}`;
    case 'call':
      return `${expressionText(expression.callee)}(${expression.args.map(expressionText).join(', ')}${expression.spread ? '...' : ''})`;
    default:
      return typeExpressionText(expression);
  }
}

function typeExpressionText(type: Extract<Expression, { kind: `${string}-type` }>): string {
  switch (type.kind) {
    case 'array-type':
      return `[${type.length === null ? '...' : expressionText(type.length)}]${expressionText(type.element)}`;
    case 'slice-type':
      return `[]${expressionText(type.element)}`;
    case 'variadic-type':
      return `...${expressionText(type.element)}`;
    case 'map-type':
      return `map[${expressionText(type.key)}]${expressionText(type.value)}`;
    case 'channel-type': {
      const { direction, element } = type;
      const inner = expressionText(element);
      const nested =
        direction === 'both' && element.kind === 'channel-type' && element.direction === 'receive';
      const head = direction === 'both' ? 'chan ' : direction === 'send' ? 'chan<- ' : '<-chan ';
      return head + (nested ? `(${inner})` : inner);
    }
    case 'struct-type':
      return `struct{${fieldListText(type.fields, '; ')}}`;
    case 'function-type':
      return `func${signatureText(type)}`;
    case 'interface-type':
      return `interface{${type.elements
        .map((element) =>
          element.name !== null && element.type.kind === 'function-type'
            ? element.name.name + signatureText(element.type)
            : expressionText(element.type),
        )
        .join('; ')}}`;
  }
}

/** Neighbours that share a type are grouped: `a, b int`. */
function fieldListText(fields: readonly Field[], separator: string): string {
  const groups: { names: string[]; type: Expression }[] = [];
  for (const { name, type } of fields) {
    const last = groups.at(-1);
    if (last !== undefined && name !== null && last.names.length > 0 && last.type === type)
      last.names.push(name.name);
    else groups.push({ names: name === null ? [] : [name.name], type });
  }
  return groups
    .map(
      ({ names, type }) => (names.length > 0 ? `${names.join(', ')} ` : '') + expressionText(type),
    )
    .join(separator);
}

function signatureText(type: FunctionTypeExpression): string {
  const parameters = `(${fieldListText(type.parameters, ', ')})`;
  const [first] = type.results;
  if (first === undefined) return parameters;
  if (type.results.length === 1 && first.name === null)
    return `${parameters} ${expressionText(first.type)}`;
  return `${parameters} (${fieldListText(type.results, ', ')})`;
}
