/** From the checker's tables to the checked program. */
import type { BranchTarget } from './branches.ts';
import type { CheckedProgram, EscapeMode, FunctionFacts, InitialisationStep } from '../checked.ts';
import type { FunctionEntity, VariableEntity } from '../entities.ts';
import { analyseEscapes } from '../escape/analysis.ts';
import { analyseLiveness } from '../escape/liveness.ts';
import { defaultType } from '../type-relations.ts';
import { findCaptures } from './captures.ts';
import type { Checker } from './checker.ts';
import { nameFunctions } from './function-names.ts';
import type { FunctionRecord, Mutable } from './records.ts';

export function assembleProgram(
  c: Checker,
  escapeMode: EscapeMode,
  initialisation: readonly InitialisationStep[],
  branchTargets: readonly (BranchTarget | undefined)[],
): CheckedProgram {
  for (const [expression, { mode, type, value }] of c.untyped)
    c.setFacts(expression, mode, defaultType(type), mode === 'constant' ? value : null);

  const records = [...c.functions.values()].sort((a, b) => a.node.position - b.node.position);
  const indexOf = new Map<FunctionRecord, number>(records.map((record, index) => [record, index]));
  const functionIndices: number[] = [];
  for (const [record, index] of indexOf) {
    functionIndices[record.node.id] = index;
    if (record.entity !== null) setIndex(record.entity, index);
  }
  for (const [variable, record] of c.functionOf) setOwner(variable, indexOf.get(record) ?? -1);

  const names = nameFunctions(c, records);
  const { captures, hasDefer, callsRecover } = findCaptures(c, records, indexOf);
  const functions = records.map((record, index): FunctionFacts => ({
    index,
    name: names[index] ?? '',
    node: record.node,
    signature: record.signature,
    body: record.body,
    receiver: record.receiver,
    parameters: record.parameters,
    results: record.results,
    locals: record.locals,
    captures: captures[index] ?? [],
    outer: record.outer === null ? -1 : (indexOf.get(record.outer) ?? -1),
    hasDefer: hasDefer[index] === true,
    callsRecover: callsRecover[index] === true,
  }));
  const mainEntity = c.packageScope.names.get('main');
  const imports = [...new Set(c.imports.map(({ path }) => path))];
  const program: CheckedProgram = {
    file: c.file,
    tree: c.tree,
    escapeMode,
    expressions: c.expressions,
    convertedTo: c.convertedTo,
    commaOk: c.commaOk,
    entities: c.entities,
    declares: c.declares,
    selections: c.selections,
    calls: c.calls,
    literalFields: c.literalFields,
    literalIndices: c.literalIndices,
    ranges: c.ranges,
    typeClauses: c.typeClauses,
    branchTargets,
    functionIndices,
    allocations: [],
    boxes: [],
    functions,
    globals: c.variables.filter(({ role }) => role === 'global'),
    namedTypes: c.namedTypes,
    interfaces: c.interfaces.map(({ type }) => type),
    variables: c.variables,
    initialisation,
    inits: c.inits.map(({ functionIndex }) => functionIndex),
    main: mainEntity?.kind === 'function' ? mainEntity.functionIndex : -1,
    imports,
    observesLiveness: observesLiveness(c),
    deadOnEntry: [],
    deadAfter: [],
  };
  const { allocations, boxes } = analyseEscapes(program);
  const { deadOnEntry, deadAfter } = analyseLiveness(program);
  return { ...program, allocations, boxes, deadOnEntry, deadAfter };
}

function setIndex(entity: Mutable<FunctionEntity>, index: number): void {
  entity.functionIndex = index;
}

function setOwner(variable: Mutable<VariableEntity>, index: number): void {
  variable.functionIndex = index;
}

const livenessMembers: ReadonlySet<string> = new Set([
  'runtime.SetFinalizer',
  'runtime.AddCleanup',
  'weak.Make',
]);

function observesLiveness(c: Checker): boolean {
  return c.selections.some(
    (selection) =>
      selection?.kind === 'package-member' &&
      livenessMembers.has(`${selection.path}.${selection.name}`),
  );
}
