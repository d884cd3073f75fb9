/** Labels, and what each `break` and `continue` refers to. Go checks them right after parsing. */
import type {
  Block,
  BranchStatement,
  ForStatement,
  LabeledStatement,
  RangeStatement,
  Statement,
  SwitchStatement,
  TypeSwitchStatement,
} from '../ast.ts';
import type { ProblemCode } from '../problems.ts';
import { outsideMinigo, type Refusal } from '../refusals.ts';
import type { Position } from '../source.ts';
import { expressionText } from '../expression-text.ts';

type Loop = ForStatement | RangeStatement;
type Breakable = Loop | SwitchStatement | TypeSwitchStatement;
export type BranchTarget = Breakable;

interface BlockRecord {
  readonly parent: BlockRecord | null;
  readonly start: Position;
  /** The labelled statement that this block is the body of. */
  readonly labeled: LabeledStatement | null;
}

interface LabelRecord {
  readonly block: BlockRecord;
  readonly statement: LabeledStatement;
  used: boolean;
}

interface Context {
  readonly breaks: Breakable | null;
  readonly continues: Loop | null;
  /** Index of the clause of the switch directly around; -1 elsewhere. */
  readonly clause: number;
}

export interface BranchReport {
  readonly place: (position: Position) => string;
  readonly error: (position: Position, code: ProblemCode, message: string) => void;
  readonly refuse: (position: Position, refusal: Refusal) => void;
  readonly target: (branch: BranchStatement, target: BranchTarget) => void;
}

/** Checks the labels and branches of one function body, not of the literals within it. */
export function checkBranches(body: Block, report: BranchReport): void {
  const walker = new BranchWalker(report);
  walker.finish(
    walker.block(
      null,
      { breaks: null, continues: null, clause: -1 },
      null,
      body.position,
      body.statements,
    ),
  );
}

class BranchWalker {
  readonly #report: BranchReport;
  readonly #labels = new Map<string, LabelRecord>();

  constructor(report: BranchReport) {
    this.#report = report;
  }

  finish(unresolved: readonly BranchStatement[]): void {
    for (const { label } of unresolved) {
      if (label === null) continue;
      const record = this.#labels.get(label.name);
      if (record === undefined) this.#error(label.position, `label ${label.name} not defined`);
      else {
        record.used = true;
        this.#error(
          label.position,
          `goto ${label.name} jumps into block starting at ${this.#report.place(record.block.start)}`,
        );
      }
    }
    for (const { used, statement } of this.#labels.values())
      if (!used)
        this.#report.error(
          statement.label.position,
          'unused-label',
          `label ${statement.label.name} defined and not used`,
        );
  }

  #error(position: Position, message: string): void {
    this.#report.error(position, 'branch', message);
  }

  /** Walks a block; gives the forward gotos that it leaves open. */
  block(
    parent: BlockRecord | null,
    context: Context,
    labeled: LabeledStatement | null,
    start: Position,
    statements: readonly Statement[],
  ): BranchStatement[] {
    const own: BlockRecord = { parent, start, labeled };
    let gotos: BranchStatement[] = [];
    let skipping: {
      readonly position: Position;
      readonly name: string;
      readonly gotos: readonly BranchStatement[];
    } | null = null;
    const declared = (position: Position, name: string): void => {
      skipping = { position, name, gotos: [...gotos] };
    };
    let length = statements.length;
    while (length > 0 && statements[length - 1]?.kind === 'empty') length--;
    for (let index = 0; index < length; index++) {
      let statement = statements[index];
      let label: LabeledStatement | null = null;
      while (statement?.kind === 'labeled') {
        if (statement.label.name !== '_') {
          this.#declare(own, statement);
          gotos = this.#resolve(statement, gotos, skipping);
          label = statement;
        }
        statement = statement.statement;
      }
      if (statement === undefined) continue;
      if (statement.kind === 'declaration') {
        const variable = statement.declarations.find((each) => each.kind === 'var');
        if (variable?.kind === 'var') declared(variable.position, variable.names[0]?.name ?? '_');
      } else if (statement.kind === 'define')
        declared(statement.operatorPosition, statement.left.map(expressionText).join(', '));
      else if (statement.kind === 'branch') {
        if (this.#branch(own, context, statement, index + 1 === length)) gotos.push(statement);
      } else gotos.push(...this.#inner(own, context, label, statement));
    }
    return gotos;
  }

  #inner(
    own: BlockRecord,
    context: Context,
    label: LabeledStatement | null,
    s: Statement,
  ): BranchStatement[] {
    const nested: Context = { ...context, clause: -1 };
    switch (s.kind) {
      case 'block':
        return this.block(own, nested, label, s.position, s.statements);
      case 'if':
        return [
          ...this.block(own, nested, label, s.then.position, s.then.statements),
          ...(s.otherwise === null
            ? []
            : this.block(own, nested, label, s.otherwise.position, [s.otherwise])),
        ];
      case 'for':
      case 'range':
        return this.block(
          own,
          { breaks: s, continues: s, clause: -1 },
          label,
          s.body.position,
          s.body.statements,
        );
      case 'switch':
      case 'type-switch':
        return s.clauses.flatMap((clause, index) =>
          this.block(
            own,
            { breaks: s, continues: context.continues, clause: index },
            label,
            clause.position,
            clause.body,
          ),
        );
      default:
        return [];
    }
  }

  #declare(block: BlockRecord, statement: LabeledStatement): void {
    const { name, position } = statement.label;
    const other = this.#labels.get(name);
    if (other === undefined) this.#labels.set(name, { block, statement, used: false });
    else
      this.#error(
        position,
        `label ${name} already defined at ${this.#report.place(other.statement.label.position)}`,
      );
  }

  #resolve(
    statement: LabeledStatement,
    gotos: readonly BranchStatement[],
    skipping: {
      readonly position: Position;
      readonly name: string;
      readonly gotos: readonly BranchStatement[];
    } | null,
  ): BranchStatement[] {
    const { name } = statement.label;
    const record = this.#labels.get(name);
    return gotos.filter((branch) => {
      if (branch.label?.name !== name) return true;
      if (record !== undefined) record.used = true;
      if (skipping?.gotos.includes(branch) === true)
        this.#error(
          branch.label.position,
          `goto ${name} jumps over declaration of ${skipping.name} at ${this.#report.place(skipping.position)}`,
        );
      else this.#gotoOutside(branch);
      return false;
    });
  }

  #gotoOutside(branch: BranchStatement): void {
    this.#report.refuse(branch.position, outsideMinigo('named', 'goto'));
  }

  /** Checks one branch; true if it is a goto to a label that has not come yet. */
  #branch(block: BlockRecord, context: Context, s: BranchStatement, isLast: boolean): boolean {
    if (s.label === null) {
      this.#unlabelled(context, s, isLast);
      return false;
    }
    const { name, position } = s.label;
    const record = this.#labels.get(name);
    if (s.keyword === 'goto') {
      if (record === undefined) return true;
      record.used = true;
      for (let at: BlockRecord | null = block; at !== null; at = at.parent)
        if (at === record.block) {
          this.#gotoOutside(s);
          return false;
        }
      return true;
    }
    if (record === undefined) {
      this.#error(position, `${s.keyword} label not defined: ${name}`);
      return false;
    }
    record.used = true;
    const target = this.#enclosing(block, record);
    const breakable =
      target !== null && ['for', 'range', 'switch', 'type-switch'].includes(target.kind);
    const loop = target?.kind === 'for' || target?.kind === 'range';
    if (s.keyword === 'break' ? breakable : loop) {
      // The kinds were compared just above.
      this.#report.target(s, target as BranchTarget);
    } else this.#error(position, `invalid ${s.keyword} label ${name}`);
    return false;
  }

  #enclosing(block: BlockRecord, record: LabelRecord): Statement | null {
    for (let at: BlockRecord | null = block; at !== null; at = at.parent)
      if (at.labeled === record.statement) return record.statement.statement;
    return null;
  }

  #unlabelled(context: Context, s: BranchStatement, isLast: boolean): void {
    switch (s.keyword) {
      case 'break':
        if (context.breaks === null)
          this.#error(s.position, 'break is not in a loop, switch, or select');
        else this.#report.target(s, context.breaks);
        return;
      case 'continue':
        if (context.continues === null) this.#error(s.position, 'continue is not in a loop');
        else this.#report.target(s, context.continues);
        return;
      default: {
        const around = context.breaks;
        let fault = 'fallthrough statement out of place';
        if (around?.kind === 'type-switch') fault = 'cannot fallthrough in type switch';
        else if (around?.kind === 'switch' && context.clause >= 0 && isLast) {
          if (context.clause + 1 < around.clauses.length) return;
          fault = 'cannot fallthrough final case in switch';
        }
        this.#error(s.position, fault);
      }
    }
  }
}
