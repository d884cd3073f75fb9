/** Types as text: as Go's compiler writes them in messages, and with full package names as `%T` prints them. */
import type { InterfaceType, SignatureType, Type } from './types.ts';
import { quoteText } from './constant-literals.ts';

interface Style {
  /** Package whose types are written without their package. */
  readonly local: string;
  readonly parameterNames: boolean;
  /** `interface {}` and `interface { M() }` with blanks, as the run-time writes it. */
  readonly spaced: boolean;
}

const messageStyle: Style = { local: 'main', parameterNames: true, spaced: false };
const runtimeStyle: Style = { local: '', parameterNames: false, spaced: true };

/** As in the compiler's messages: `[]T`, `map[string]fmt.Stringer`, `func(x int) error`. */
export function typeText(type: Type): string {
  return write(type, messageStyle);
}

/** The same of what an alias stands for. */
export function unaliasedText(type: Type): string {
  return writeWhole(type, messageStyle);
}

/** As `%T` prints it: `[]main.T`, `func(int) error`, `interface {}`. */
export function runtimeTypeText(type: Type): string {
  return write(type, runtimeStyle);
}

/** A method's signature in a "have … want …" pair. */
export function methodText(name: string, signature: SignatureType): string {
  return name + signatureText(signature, { ...messageStyle, parameterNames: false });
}

function write(type: Type, style: Style): string {
  const alias = style.spaced ? null : aliasOf(type);
  return alias ?? writeWhole(type, style);
}

/** The alias by which a type was named, or null; a declared type is always told by its own name. */
export function aliasOf(type: Type): string | null {
  return type.kind === 'named' || type.kind === 'tuple' ? null : (type.alias?.name ?? null);
}

function writeWhole(type: Type, style: Style): string {
  switch (type.kind) {
    case 'basic':
      return style.spaced ? type.name : type.spelling;
    case 'pointer':
      return `*${write(type.element, style)}`;
    case 'slice':
      return `[]${write(type.element, style)}`;
    case 'array':
      return `[${type.length}]${write(type.element, style)}`;
    case 'map':
      return `map[${write(type.key, style)}]${write(type.value, style)}`;
    case 'channel': {
      const element = write(type.element, style);
      const nested =
        type.direction === 'both' &&
        type.element.kind === 'channel' &&
        type.element.direction === 'receive';
      const head =
        type.direction === 'both' ? 'chan ' : type.direction === 'send' ? 'chan<- ' : '<-chan ';
      return head + (nested ? `(${element})` : element);
    }
    case 'struct': {
      const fields = type.fields.map(
        (field) =>
          (field.embedded ? '' : `${field.name} `) +
          write(field.type, style) +
          (field.tag === '' ? '' : ` ${quoteText(field.tag)}`),
      );
      if (!style.spaced) return `struct{${fields.join('; ')}}`;
      return fields.length === 0 ? 'struct {}' : `struct { ${fields.join('; ')} }`;
    }
    case 'tuple':
      return `(${type.elements
        .map((element, index) => {
          const name = type.names?.[index] ?? '';
          return (name === '' ? '' : `${name} `) + write(element, style);
        })
        .join(', ')})`;
    case 'signature':
      return `func${signatureText(type, style)}`;
    case 'interface': {
      const methods = type.methods.map(
        ({ name, signature }) => name + signatureText(signature, style),
      );
      if (style.spaced)
        return methods.length === 0 ? 'interface {}' : `interface { ${methods.join('; ')} }`;
      return type === anyInterface ? 'any' : `interface{${writtenParts(type, methods, style)}}`;
    }
    case 'named': {
      const prefix =
        type.packageName === '' || type.packageName === style.local
          ? ''
          : `${packageText(type.packageName, style)}.`;
      const typeArguments =
        type.typeArguments.length === 0
          ? ''
          : `[${type.typeArguments.map((argument) => write(argument, style)).join(',')}]`;
      return prefix + type.name + typeArguments;
    }
  }
}

/** An interface as the source has it: its own methods in the order of their names, then what it embeds. */
function writtenParts(type: InterfaceType, methods: readonly string[], style: Style): string {
  const { explicit, embedded } = type;
  if (explicit === undefined || embedded === undefined || embedded.length === 0)
    return methods.join('; ');
  const own = explicit
    .map(({ method }) => method)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, signature }) => name + signatureText(signature, style));
  return [...own, ...embedded.map((part) => write(part.type, style))].join('; ');
}

/** Go's messages quote the path of `sync`, whose name an internal package of Go shares. */
function packageText(name: string, style: Style): string {
  return name === 'sync' && !style.spaced ? '"sync"' : name;
}

/** The type of the predeclared `any`, which messages write by that name. */
export const anyInterface: Type = { kind: 'interface', methods: [] };

function signatureText(signature: SignatureType, style: Style): string {
  const list = (parameters: SignatureType['parameters'], variadic: boolean): string =>
    `(${parameters
      .map(({ name, type }, index) => {
        const last = variadic && index === parameters.length - 1 && type.kind === 'slice';
        const text = last ? `...${write(type.element, style)}` : write(type, style);
        return style.parameterNames && name !== '' ? `${name} ${text}` : text;
      })
      .join(', ')})`;
  const parameters = list(signature.parameters, signature.variadic);
  const [first] = signature.results;
  if (first === undefined) return parameters;
  if (signature.results.length === 1 && (first.name === '' || !style.parameterNames))
    return `${parameters} ${write(first.type, style)}`;
  return `${parameters} ${list(signature.results, false)}`;
}
