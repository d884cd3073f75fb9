/** Types as the running program knows them: one entry for each identical type, with its `%T` text. */
import { underlying, type FieldOfStruct, type SignatureType, type Type } from '../types.ts';
import { layoutOf, type Layout } from './layout.ts';

export interface RuntimeType {
  /** From 1; 0 stands for no type (a nil interface). */
  readonly id: number;
  readonly type: Type;
  readonly text: string;
  readonly layout: Layout;
}

export class TypesTable {
  readonly #byKey = new Map<string, RuntimeType>();
  readonly #byType = new WeakMap<Type, RuntimeType>();
  readonly #all: RuntimeType[] = [];

  /** The entry of a type; identical types share one. */
  of(type: Type): RuntimeType {
    const known = this.#byType.get(type);
    if (known !== undefined) return known;
    const key = typeKey(type);
    let entry = this.#byKey.get(key);
    if (entry === undefined) {
      entry = { id: this.#all.length + 1, type, text: typeText(type), layout: layoutOf(type) };
      this.#all.push(entry);
      this.#byKey.set(key, entry);
    }
    this.#byType.set(type, entry);
    return entry;
  }

  at(id: number): RuntimeType {
    const entry = this.#all[id - 1];
    if (entry === undefined) throw new RangeError(`There is no type ${id}.`);
    return entry;
  }
}

function fieldKey(field: FieldOfStruct): string {
  const isExported = /^\p{Lu}/u.test(field.name);
  const name = isExported ? field.name : `${field.packageName}.${field.name}`;
  return `${field.embedded ? '!' : ''}${name} ${typeKey(field.type)} ${JSON.stringify(field.tag)}`;
}

function signatureKey(type: SignatureType): string {
  const list = (types: readonly { readonly type: Type }[]): string =>
    types.map((part) => typeKey(part.type)).join(',');
  return `func(${list(type.parameters)}${type.variadic ? '...' : ''})(${list(type.results)})`;
}

/** A text that two types share exactly when they are identical. */
export function typeKey(type: Type): string {
  switch (type.kind) {
    case 'named':
      return `#${type.ordinal}${type.packageName}.${type.name}[${type.typeArguments.map(typeKey).join(',')}]`;
    case 'basic':
      return type.name;
    case 'pointer':
      return `*${typeKey(type.element)}`;
    case 'array':
      return `[${type.length}]${typeKey(type.element)}`;
    case 'slice':
      return `[]${typeKey(type.element)}`;
    case 'map':
      return `map[${typeKey(type.key)}]${typeKey(type.value)}`;
    case 'channel':
      return `chan ${type.direction}(${typeKey(type.element)})`;
    case 'struct':
      return `struct{${type.fields.map(fieldKey).join(';')}}`;
    case 'signature':
      return signatureKey(type);
    case 'interface':
      return `interface{${type.methods.map((method) => method.name + signatureKey(method.signature)).join(';')}}`;
    case 'tuple':
      return `(${type.elements.map(typeKey).join(',')})`;
  }
}

function signatureText(type: SignatureType): string {
  const parameters = type.parameters.map((part, index) => {
    const isLast = index === type.parameters.length - 1;
    const own = underlying(part.type);
    return type.variadic && isLast && own.kind === 'slice'
      ? `...${typeText(own.element)}`
      : typeText(part.type);
  });
  const results = type.results.map((part) => typeText(part.type));
  const tail =
    results.length === 0
      ? ''
      : results.length === 1
        ? ` ${results[0] ?? ''}`
        : ` (${results.join(', ')})`;
  return `(${parameters.join(', ')})${tail}`;
}

/** A type's text as the heap's views show it: the program's own package goes without saying. */
export function plainName(text: string): string {
  return text.replace(/\bmain\./g, '');
}

/** The type as reflect writes it, which is what `%T` prints. */
export function typeText(type: Type): string {
  switch (type.kind) {
    case 'named': {
      const args =
        type.typeArguments.length === 0 ? '' : `[${type.typeArguments.map(typeText).join(',')}]`;
      return `${type.packageName === '' ? '' : `${type.packageName}.`}${type.name}${args}`;
    }
    case 'basic':
      return type.name.startsWith('untyped ') ? type.name.slice(8) : type.name;
    case 'pointer':
      return `*${typeText(type.element)}`;
    case 'array':
      return `[${type.length}]${typeText(type.element)}`;
    case 'slice':
      return `[]${typeText(type.element)}`;
    case 'map':
      return `map[${typeText(type.key)}]${typeText(type.value)}`;
    case 'channel': {
      const inner = typeText(type.element);
      if (type.direction === 'send') return `chan<- ${inner}`;
      if (type.direction === 'receive') return `<-chan ${inner}`;
      return type.element.kind === 'channel' && type.element.direction === 'receive'
        ? `chan (${inner})`
        : `chan ${inner}`;
    }
    case 'struct': {
      if (type.fields.length === 0) return 'struct {}';
      const fields = type.fields.map((field) => {
        const tag = field.tag === '' ? '' : ` ${JSON.stringify(field.tag)}`;
        return `${field.embedded ? '' : `${field.name} `}${typeText(field.type)}${tag}`;
      });
      return `struct { ${fields.join('; ')} }`;
    }
    case 'signature':
      return `func${signatureText(type)}`;
    case 'interface': {
      if (type.methods.length === 0) return 'interface {}';
      return `interface { ${type.methods.map((method) => method.name + signatureText(method.signature)).join('; ')} }`;
    }
    case 'tuple':
      return `(${type.elements.map(typeText).join(', ')})`;
  }
}
