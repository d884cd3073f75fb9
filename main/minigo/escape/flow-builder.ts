/** What the flows of one group of functions share: its graph, its locations, the function at hand. */
import type { Expression } from '../ast.ts';
import type { AllocationKind, CheckedProgram, FunctionFacts } from '../checked.ts';
import type { EscapeReason, VariableEntity } from '../entities.ts';
import { basicTypes, type Type } from '../types.ts';
import {
  addressed,
  discard,
  type Hole,
  type Location,
  type LocationGraph,
  type ParameterLeaks,
} from './locations.ts';
import { isLargerThan, largestVariable } from './pointers.ts';

export interface FlowTables {
  readonly program: CheckedProgram;
  /** Of the functions analysed already: how each parameter leaves, the receiver first. */
  readonly leaks: Map<number, readonly ParameterLeaks[]>;
}

interface MadeObject {
  readonly id: number;
  readonly kind: AllocationKind;
  readonly location: Location;
}

export class FlowBuilder {
  readonly tables: FlowTables;
  readonly program: CheckedProgram;
  readonly graph: LocationGraph;
  readonly variables = new Map<VariableEntity, Location>();
  readonly objects: MadeObject[] = [];
  readonly boxes: { readonly id: number; readonly location: Location }[] = [];
  /** The function whose body is being read; -1 for package initialisation. */
  functionIndex = -1;
  loopDepth = 1;
  readonly #group: ReadonlySet<number>;
  readonly #parameters = new Map<number, readonly Location[]>();
  readonly #results = new Map<number, readonly Location[]>();
  readonly #literals = new Map<VariableEntity, number>();

  constructor(tables: FlowTables, graph: LocationGraph, group: ReadonlySet<number>) {
    this.tables = tables;
    this.program = tables.program;
    this.graph = graph;
    this.#group = group;
  }

  typeOf(e: Expression): Type {
    return this.program.expressions[e.id]?.type ?? basicTypes.invalid;
  }

  function(index: number): FunctionFacts {
    const fn = this.program.functions[index];
    if (fn === undefined) throw new RangeError(`no function ${index}`);
    return fn;
  }

  /** Whether calls of a function are followed into its body rather than by its summary. */
  isInGroup(index: number): boolean {
    return this.#group.has(index) || this.#parameters.has(index);
  }

  /** Makes the locations of a function's parameters and results. */
  declareFunction(index: number): void {
    if (this.#parameters.has(index)) return;
    const fn = this.function(index);
    const parameters: Location[] = [];
    const parameter = (variable: VariableEntity | null): void => {
      const location = this.graph.add('parameter', index, 1, parameters.length);
      if (variable !== null) {
        this.variables.set(variable, location);
        this.#limitSize(variable, location);
      }
      parameters.push(location);
    };
    if (fn.node.kind === 'function' && fn.node.receiver !== null) parameter(fn.receiver);
    for (const variable of fn.parameters) parameter(variable);
    this.#parameters.set(index, parameters);
    this.#results.set(
      index,
      fn.results.map((variable, result) => {
        const location = this.graph.add('result', index, 1, result);
        if (variable !== null) this.variables.set(variable, location);
        return location;
      }),
    );
  }

  parametersOf(index: number): readonly Location[] {
    return this.#parameters.get(index) ?? [];
  }

  resultsOf(index: number): readonly Location[] {
    return this.#results.get(index) ?? [];
  }

  /** The location of a variable, made where it is declared. */
  variable(entity: VariableEntity): Location {
    const known = this.variables.get(entity);
    if (known !== undefined) return known;
    const location = this.graph.add('variable', entity.functionIndex, this.loopDepth);
    this.variables.set(entity, location);
    this.#limitSize(entity, location);
    return location;
  }

  #limitSize(entity: VariableEntity, location: Location): void {
    if (isLargerThan(entity.type, largestVariable))
      this.graph.markEscaped(location, 'too-large', entity.position);
  }

  /** A new object at `id`; `hole` receives its address. The object itself is what is returned. */
  make(hole: Hole, id: number, kind: AllocationKind): Location {
    const location = this.graph.add(
      kind === 'closure' ? 'closure' : 'object',
      this.functionIndex,
      this.loopDepth,
    );
    this.objects.push({ id, kind, location });
    this.graph.flow(addressed(hole), location);
    return location;
  }

  /** A box for the value of an expression that becomes an interface. */
  box(hole: Hole, id: number): Location {
    const location = this.graph.add('object', this.functionIndex, this.loopDepth);
    this.boxes.push({ id, location });
    this.graph.flow(addressed(hole), location);
    return location;
  }

  hole(target: Location, reason: EscapeReason, at: number): Hole {
    return { target, dereferences: 0, reason, at };
  }

  /** One hole for several: a value that goes to each of them. */
  tee(holes: readonly Hole[]): Hole {
    const real = holes.filter(({ target }) => target !== null);
    const [only] = real;
    if (only === undefined) return discard;
    if (real.length === 1) return only;
    const location = this.graph.add('temporary', this.functionIndex, this.loopDepth);
    for (const hole of real) this.graph.flow(hole, location);
    return { ...only, target: location, dereferences: 0 };
  }

  /** Remembers that a variable, never assigned again, holds a function literal. */
  rememberLiteral(entity: VariableEntity, literal: number): void {
    if (!entity.reassigned) this.#literals.set(entity, literal);
  }

  literalOf(entity: VariableEntity): number | null {
    return this.#literals.get(entity) ?? null;
  }
}
