/**
 * Which variables nothing needs any more: for `--roots liveness`, Go's own rule. A backward walk over
 * each function; a variable dies after the statement of its last use, or on entering the branch that
 * does not use it.
 */
import type {
  Block,
  CaseClause,
  Expression,
  ForStatement,
  RangeStatement,
  Statement,
} from '../ast.ts';
import type { CheckedProgram, FunctionFacts } from '../checked.ts';
import type { VariableEntity } from '../entities.ts';
import { partsOf, type SyntaxNode } from '../walk.ts';
import { VariableUniverse, type VariableSet } from './variable-sets.ts';

type Variables = VariableSet;

export interface LivenessTables {
  readonly deadOnEntry: readonly (readonly VariableEntity[] | undefined)[];
  readonly deadAfter: readonly (readonly VariableEntity[] | undefined)[];
}

/** Deepest nesting of loops that is solved exactly; beyond it everything a loop uses lives through it. */
const exactLoops = 5;

export function analyseLiveness(program: CheckedProgram): LivenessTables {
  const deadOnEntry: (readonly VariableEntity[] | undefined)[] = [];
  const deadAfter: (readonly VariableEntity[] | undefined)[] = [];
  for (const fn of program.functions) {
    const walker = new LivenessWalker(program, fn, deadOnEntry, deadAfter);
    const live = walker.list(fn.body.statements, walker.none);
    walker.entering(fn.body, walker.parameters(), live);
  }
  return { deadOnEntry, deadAfter };
}

class LivenessWalker {
  readonly #program: CheckedProgram;
  readonly #fn: FunctionFacts;
  readonly #deadOnEntry: (readonly VariableEntity[] | undefined)[];
  readonly #deadAfter: (readonly VariableEntity[] | undefined)[];
  /** What is live where `break` and `continue` of a statement lead. */
  readonly none: Variables;
  readonly #universe: VariableUniverse;
  readonly #breaks = new Map<number, Variables>();
  readonly #continues = new Map<number, Variables>();
  readonly #mentions = new Map<SyntaxNode, Variables>();
  #loops = 0;

  constructor(
    program: CheckedProgram,
    fn: FunctionFacts,
    deadOnEntry: (readonly VariableEntity[] | undefined)[],
    deadAfter: (readonly VariableEntity[] | undefined)[],
  ) {
    this.#program = program;
    this.#fn = fn;
    this.#deadOnEntry = deadOnEntry;
    this.#deadAfter = deadAfter;
    const own = [fn.receiver, ...fn.parameters, ...fn.locals];
    this.#universe = new VariableUniverse(
      own.filter((each): each is VariableEntity => each !== null && this.isTracked(each)),
    );
    this.none = this.#universe.empty;
  }

  parameters(): Variables {
    const set = this.#universe.union();
    for (const parameter of [this.#fn.receiver, ...this.#fn.parameters])
      if (parameter !== null) this.#universe.add(set, parameter);
    return set;
  }

  /**
   * Results live until the function returns; what is referred to by address while it stays in the
   * frame can be used without being named. Neither dies before its scope does.
   */
  isTracked(variable: VariableEntity): boolean {
    if (variable.role === 'global' || variable.role === 'result') return false;
    if (variable.functionIndex !== this.#fn.index) return false;
    return (
      variable.escape.escapes || (!variable.addressTaken && variable.captureMode !== 'reference')
    );
  }

  entering(node: { readonly id: number }, before: Variables, live: Variables): void {
    const dead = this.#universe.without(before, live);
    this.#deadOnEntry[node.id] = dead.length > 0 ? dead : undefined;
  }

  #leaving(node: { readonly id: number }, mentioned: Variables, live: Variables): void {
    const dead = this.#universe.without(mentioned, live);
    this.#deadAfter[node.id] = dead.length > 0 ? dead : undefined;
  }

  /** What is live before a list of statements, given what is live after it. */
  list(statements: readonly Statement[], after: Variables): Variables {
    let live = after;
    for (let index = statements.length - 1; index >= 0; index--) {
      const statement = statements[index];
      if (statement !== undefined) live = this.#statement(statement, live);
    }
    return live;
  }

  /** The tracked variables that expressions use. */
  #uses(...expressions: readonly (Expression | null)[]): Variables {
    const used = this.#universe.union();
    const note = (variable: VariableEntity): void => {
      this.#universe.add(used, variable);
    };
    const visit = (node: SyntaxNode): void => {
      if ('kind' in node) {
        if (node.kind === 'name') {
          const entity = this.#program.entities[node.id];
          if (entity?.kind === 'variable') note(entity);
          return;
        }
        if (node.kind === 'function-literal') {
          const index = this.#program.functionIndices[node.id];
          for (const { variable } of this.#program.functions[index ?? -1]?.captures ?? [])
            note(variable);
          return;
        }
      }
      for (const part of partsOf(node)) visit(part);
    };
    for (const expression of expressions) if (expression !== null) visit(expression);
    return used;
  }

  /** A plain variable that an assignment replaces as a whole. */
  #replaced(e: Expression | null): VariableEntity | null {
    const entity = e?.kind === 'name' ? this.#program.entities[e.id] : undefined;
    return entity?.kind === 'variable' && this.isTracked(entity) ? entity : null;
  }

  #simple(
    s: Statement,
    uses: Variables,
    defined: readonly (VariableEntity | null)[],
    after: Variables,
  ): Variables {
    const live = this.#universe.union(after);
    const mentioned = this.#universe.union(uses);
    for (const variable of defined)
      if (variable !== null) {
        this.#universe.remove(live, variable);
        this.#universe.add(mentioned, variable);
      }
    this.#leaving(s, mentioned, after);
    return this.#universe.union(live, uses);
  }

  #statement(s: Statement, after: Variables): Variables {
    switch (s.kind) {
      case 'empty':
        return after;
      case 'expression':
        return this.#simple(s, this.#uses(s.expression), [], after);
      case 'send':
        return this.#simple(s, this.#uses(s.channel, s.value), [], after);
      case 'increment':
        return this.#simple(s, this.#uses(s.operand), [], after);
      case 'go':
      case 'defer':
        return this.#simple(s, this.#uses(s.call), [], after);
      case 'assign': {
        const replaced = s.left.map((e) => (s.operator === null ? this.#replaced(e) : null));
        const others = s.left.filter((_, index) => replaced[index] === null);
        return this.#simple(s, this.#uses(...others, ...s.right), replaced, after);
      }
      case 'define':
        return this.#simple(
          s,
          this.#uses(...s.right),
          s.left.map((e) => this.#replaced(e)),
          after,
        );
      case 'declaration': {
        const variables = s.declarations.filter((each) => each.kind === 'var');
        const names = variables.flatMap((each) => each.names.map((name) => this.#replaced(name)));
        return this.#simple(
          s,
          this.#uses(...variables.flatMap((each) => each.values)),
          names,
          after,
        );
      }
      case 'return':
        return this.#simple(s, this.#uses(...s.results), [], this.none);
      case 'branch':
        return this.#branch(s, after);
      case 'labeled':
        return this.#statement(s.statement, after);
      case 'block':
        return this.#block(s, after);
      case 'if':
        return this.#if(s, after);
      case 'switch':
        return this.#switch(s, s.tag, after);
      case 'type-switch':
        return this.#switch(s, s.guard, after);
      case 'for':
        return this.#for(s, after);
      case 'range':
        return this.#range(s, after);
    }
  }

  #branch(s: Statement & { kind: 'branch' }, after: Variables): Variables {
    const target = this.#program.branchTargets[s.id];
    if (target === undefined) return after;
    return (s.keyword === 'continue' ? this.#continues : this.#breaks).get(target.id) ?? after;
  }

  #block(s: Block, after: Variables): Variables {
    const live = this.list(s.statements, after);
    this.#leaving(s, live, after);
    return live;
  }

  #if(s: Statement & { kind: 'if' }, after: Variables): Variables {
    const then = this.list(s.then.statements, after);
    const otherwise = s.otherwise === null ? after : this.#statement(s.otherwise, after);
    const head = this.#universe.union(then, otherwise, this.#uses(s.condition));
    this.entering(s.then, head, then);
    if (s.otherwise !== null) this.entering(s.otherwise, head, otherwise);
    this.#leaving(s, head, after);
    return s.init === null ? head : this.#statement(s.init, head);
  }

  #switch(
    s: Statement & { kind: 'switch' | 'type-switch' },
    tag: Expression | null,
    after: Variables,
  ): Variables {
    this.#breaks.set(s.id, after);
    const entries = new Map<CaseClause, Variables>();
    let following: Variables = after;
    for (let index = s.clauses.length - 1; index >= 0; index--) {
      const clause = s.clauses[index];
      if (clause === undefined) continue;
      const last = clause.body.at(-1);
      const falls = last?.kind === 'branch' && last.keyword === 'fallthrough';
      const live = this.#universe.union(this.list(clause.body, falls ? following : after));
      const symbol = this.#program.typeClauses[clause.id]?.symbol;
      if (symbol !== null && symbol !== undefined) this.#universe.remove(live, symbol);
      entries.set(clause, live);
      following = live;
    }
    const cases = s.kind === 'switch' ? s.clauses.flatMap((clause) => clause.cases ?? []) : [];
    const head = this.#universe.union(after, ...entries.values(), this.#uses(tag, ...cases));
    for (const [clause, live] of entries) this.entering(clause, head, live);
    this.#leaving(s, head, after);
    return s.init === null ? head : this.#statement(s.init, head);
  }

  /** Finds what is live at the head of a loop; `pass` computes it from a first guess. */
  #loop(
    guess: Variables,
    everything: () => Variables,
    pass: (head: Variables) => Variables,
  ): Variables {
    this.#loops++;
    let head = this.#loops > exactLoops ? this.#universe.union(guess, everything()) : guess;
    for (;;) {
      const next = this.#universe.union(head, pass(head));
      const stable = this.#universe.equal(next, head);
      head = next;
      if (stable) break;
    }
    this.#loops--;
    return head;
  }

  #for(s: ForStatement, after: Variables): Variables {
    this.#breaks.set(s.id, after);
    const condition = this.#uses(s.condition);
    let body: Variables = this.none;
    const head = this.#loop(
      this.#universe.union(s.condition === null ? this.none : after, condition),
      () => this.#mentioned(s),
      (guess) => {
        const next = s.post === null ? guess : this.#statement(s.post, guess);
        this.#continues.set(s.id, next);
        body = this.list(s.body.statements, next);
        return this.#universe.union(body, condition);
      },
    );
    this.entering(s.body, head, body);
    this.#leaving(s, this.#universe.union(head, this.#mentioned(s)), after);
    return s.init === null ? head : this.#statement(s.init, head);
  }

  #range(s: RangeStatement, after: Variables): Variables {
    this.#breaks.set(s.id, after);
    const targets = [this.#replaced(s.key), this.#replaced(s.value)];
    const places = this.#uses(
      ...[s.key, s.value].filter((e) => e !== null && this.#replaced(e) === null && !s.define),
    );
    const operand = this.#uses(s.operand);
    let body: Variables = this.none;
    const head = this.#loop(
      this.#universe.union(after, places),
      () => this.#mentioned(s),
      (guess) => {
        this.#continues.set(s.id, guess);
        body = this.list(s.body.statements, guess);
        const live = this.#universe.union(body);
        for (const target of targets) if (target !== null) this.#universe.remove(live, target);
        return this.#universe.union(live, places);
      },
    );
    this.entering(s.body, this.#universe.union(head, operand), body);
    this.#leaving(s, this.#universe.union(head, operand, this.#mentioned(s)), after);
    return this.#universe.union(head, operand);
  }

  /** Every tracked variable that a statement mentions. */
  #mentioned(node: SyntaxNode): Variables {
    const known = this.#mentions.get(node);
    if (known !== undefined) return known;
    const found = this.#universe.union();
    const visit = (each: SyntaxNode): void => {
      if ('kind' in each && each.kind === 'name') {
        const entity = this.#program.entities[each.id];
        if (entity?.kind === 'variable') this.#universe.add(found, entity);
      } else if ('kind' in each && each.kind === 'function-literal') {
        const index = this.#program.functionIndices[each.id];
        for (const { variable } of this.#program.functions[index ?? -1]?.captures ?? [])
          this.#universe.add(found, variable);
      } else for (const part of partsOf(each)) visit(part);
    };
    visit(node);
    this.#mentions.set(node, found);
    return found;
  }
}
