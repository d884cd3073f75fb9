/** Small programs about integers and pointers to them, run by a rule that may be wrong. */

export type PointerStatement =
  /** `p = &x` */
  | { readonly kind: 'aim'; readonly pointer: string; readonly variable: string }
  /** `p = q` */
  | { readonly kind: 'share'; readonly pointer: string; readonly from: string }
  /** `x = 5` */
  | { readonly kind: 'set'; readonly variable: string; readonly value: number }
  /** `x = y` */
  | { readonly kind: 'copy'; readonly variable: string; readonly from: string }
  /** `x = *p` */
  | { readonly kind: 'read'; readonly variable: string; readonly pointer: string }
  /** `*p = 5` */
  | { readonly kind: 'store'; readonly pointer: string; readonly value: number }
  /** `*p = *q` */
  | { readonly kind: 'store-read'; readonly pointer: string; readonly from: string };

export interface PointingRule {
  /** What `p = q` and `p = &x` do: the pointer leads elsewhere, to a copy of the target, or the target is overwritten. */
  readonly assignsPointer: 'leads' | 'leads-to-copy' | 'overwrites-target';
  /** Does `x = y` put a value into x, or make x and y one? */
  readonly copiesValues: boolean;
  /** Is `*p = *q` told from `p = q`? */
  readonly seesStar: boolean;
}

export const truePointing: PointingRule = {
  assignsPointer: 'leads',
  copiesValues: true,
  seesStar: true,
};

export class PointerMemory {
  readonly places: number[] = [];
  readonly variables = new Map<string, number>();
  readonly pointers = new Map<string, number>();
  readonly #rule: PointingRule;

  /** `leads`: the variable each pointer leads to at first. */
  constructor(
    rule: PointingRule,
    values: ReadonlyMap<string, number>,
    leads: ReadonlyMap<string, string>,
  ) {
    this.#rule = rule;
    for (const [name, value] of values) this.variables.set(name, this.places.push(value) - 1);
    for (const [pointer, name] of leads) this.pointers.set(pointer, this.placeOf(name));
  }

  placeOf(variable: string): number {
    return this.variables.get(variable) ?? 0;
  }

  leadsTo(pointer: string): number {
    return this.pointers.get(pointer) ?? 0;
  }

  at(place: number): number {
    return this.places[place] ?? 0;
  }

  #point(pointer: string, place: number, isShared: boolean): void {
    const { assignsPointer } = this.#rule;
    if (assignsPointer === 'overwrites-target') this.places[this.leadsTo(pointer)] = this.at(place);
    else if (assignsPointer === 'leads-to-copy' && isShared)
      this.pointers.set(pointer, this.places.push(this.at(place)) - 1);
    else this.pointers.set(pointer, place);
  }

  #take(variable: string, place: number): void {
    if (this.#rule.copiesValues) this.places[this.placeOf(variable)] = this.at(place);
    else this.variables.set(variable, place);
  }

  perform(statement: PointerStatement): void {
    switch (statement.kind) {
      case 'aim':
        this.#point(statement.pointer, this.placeOf(statement.variable), false);
        break;
      case 'share':
        this.#point(statement.pointer, this.leadsTo(statement.from), true);
        break;
      case 'set':
        this.places[this.placeOf(statement.variable)] = statement.value;
        break;
      case 'copy':
        this.#take(statement.variable, this.placeOf(statement.from));
        break;
      case 'read':
        this.#take(statement.variable, this.leadsTo(statement.pointer));
        break;
      case 'store':
        this.places[this.leadsTo(statement.pointer)] = statement.value;
        break;
      case 'store-read':
        if (this.#rule.seesStar)
          this.places[this.leadsTo(statement.pointer)] = this.at(this.leadsTo(statement.from));
        else this.#point(statement.pointer, this.leadsTo(statement.from), true);
    }
  }

  /** The pointers that lead to where a variable lives. */
  leadingTo(variable: string): readonly string[] {
    const place = this.placeOf(variable);
    return [...this.pointers].flatMap(([pointer, leads]) => (leads === place ? [pointer] : []));
  }
}
