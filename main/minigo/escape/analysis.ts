/**
 * Escape analysis: which variables and objects may stay in their frame (reference §2.18). Functions
 * are analysed in groups, callees first; a call uses what is known of how the callee's parameters
 * leave it. `heap` mode puts on the heap whatever has its address taken, as textbooks do.
 */
import type { Allocation, AllocationKind, CheckedProgram } from '../checked.ts';
import type { EscapeDecision, VariableEntity } from '../entities.ts';
import type { Mutable } from '../check/records.ts';
import { callGroups } from './call-graph.ts';
import { FlowBuilder, type FlowTables } from './flow-builder.ts';
import { LocationGraph, stays, type Location, type ParameterLeaks } from './locations.ts';
import { analyseBody } from './statement-flows.ts';
import { value } from './expression-flows.ts';

export interface EscapeTables {
  readonly allocations: readonly (Allocation | undefined)[];
  readonly boxes: readonly (EscapeDecision | undefined)[];
}

export function analyseEscapes(program: CheckedProgram): EscapeTables {
  const allocations: (Allocation | undefined)[] = [];
  const boxes: (EscapeDecision | undefined)[] = [];
  const outer = program.functions.map((fn) => fn.outer);
  const enclosing = new Set(outer);
  const graph = (): LocationGraph => new LocationGraph(outer, enclosing);
  const tables: FlowTables = { program, leaks: new Map<number, readonly ParameterLeaks[]>() };
  for (const group of callGroups(program)) analyseGroup(tables, group, graph(), allocations, boxes);
  analyseInitialisation(tables, graph(), allocations, boxes);
  for (const variable of program.globals)
    decide(variable, { escapes: false, reason: 'global', at: null });
  if (program.escapeMode === 'heap') takeTextbookModel(program, allocations, boxes);
  return { allocations, boxes };
}

function decide(variable: Mutable<VariableEntity>, decision: EscapeDecision): void {
  variable.escape = decision;
}

function publish(
  builder: FlowBuilder,
  allocations: (Allocation | undefined)[],
  boxes: (EscapeDecision | undefined)[],
): void {
  for (const [variable, location] of builder.variables) decide(variable, location.escape);
  for (const { id, kind, location } of builder.objects)
    allocations[id] = { kind, decision: location.escape };
  for (const { id, location } of builder.boxes) boxes[id] = location.escape;
}

function analyseGroup(
  tables: FlowTables,
  group: readonly number[],
  graph: LocationGraph,
  allocations: (Allocation | undefined)[],
  boxes: (EscapeDecision | undefined)[],
): void {
  const builder = new FlowBuilder(tables, graph, new Set(group));
  for (const index of group) builder.declareFunction(index);
  for (const index of group) analyseBody(builder, index);
  builder.graph.solve();
  for (const index of group)
    tables.leaks.set(
      index,
      builder.parametersOf(index).map((location) => summary(location)),
    );
  publish(builder, allocations, boxes);
}

function summary(parameter: Location): ParameterLeaks {
  const leaks = parameter.leaks ?? { heap: 0, results: [] };
  return parameter.escape.escapes ? { heap: 0, results: [] } : leaks;
}

/** Initial values of package variables flow to static storage. */
function analyseInitialisation(
  tables: FlowTables,
  graph: LocationGraph,
  allocations: (Allocation | undefined)[],
  boxes: (EscapeDecision | undefined)[],
): void {
  const builder = new FlowBuilder(tables, graph, new Set());
  for (const step of tables.program.initialisation)
    value(builder, builder.graph.heapHole('stored-in-global', step.value.position), step.value);
  builder.graph.solve();
  publish(builder, allocations, boxes);
}

const textbook: EscapeDecision = { escapes: true, reason: 'address-taken', at: null };

function takeTextbookModel(
  program: CheckedProgram,
  allocations: (Allocation | undefined)[],
  boxes: (EscapeDecision | undefined)[],
): void {
  for (const variable of program.variables) {
    if (variable.role === 'global') continue;
    const hasAddress = variable.addressTaken || variable.captureMode === 'reference';
    decide(
      variable,
      hasAddress || variable.escape.escapes ? { ...textbook, at: variable.escape.at } : stays,
    );
  }
  for (const [id, allocation] of allocations.entries())
    if (allocation !== undefined && !allocation.decision.escapes)
      allocations[id] = heaped(allocation.kind);
  for (const [id, decision] of boxes.entries()) if (decision !== undefined) boxes[id] = textbook;
}

function heaped(kind: AllocationKind): Allocation {
  return { kind, decision: textbook };
}
