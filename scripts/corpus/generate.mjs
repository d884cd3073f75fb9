// Writes programs for the corpus: each seed gives one program that Go accepts, ends, and prints much.
//
//   node scripts/corpus/generate.mjs FIRST_SEED COUNT > main/minigo/corpus/accepted/generated-N.txtar
//
// Then `node scripts/corpus/record.mjs` adds what the real Go prints.

const integers = ['int', 'int8', 'int16', 'int32', 'int64', 'uint8', 'uint16', 'uint32', 'uint64'];
const scalars = [...integers, 'float64', 'string', 'bool'];

class Generator {
  /** @param {number} seed */
  constructor(seed) {
    this.state = seed * 2654435761 + 12345;
    /** @type {{ name: string, type: string, fixed?: boolean }[]} */
    this.variables = [];
    this.counter = 0;
    this.depth = 0;
    /** @type {{ name: string, parameters: string[], result: string }[]} */
    this.functions = [];
    this.budget = 0;
  }

  /** @param {number} below */
  below(below) {
    this.state = (Math.imul(this.state ^ (this.state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    const mixed = Math.imul(this.state ^ (this.state >>> 13), 0x297a2d39);
    return ((mixed ^ (mixed >>> 16)) >>> 0) % below;
  }

  /**
   * @template T
   * @param {readonly T[]} list
   * @returns {T}
   */
  pick(list) {
    const found = list[this.below(list.length)];
    if (found === undefined) throw new RangeError('Nothing to pick from.');
    return found;
  }

  /** @param {string} prefix */
  fresh(prefix) {
    return `${prefix}${this.counter++}`;
  }

  /** @param {string} type */
  known(type) {
    return this.variables.filter((variable) => variable.type === type);
  }

  /** @param {string} type */
  literal(type) {
    if (type === 'string')
      return JSON.stringify(this.pick(['', 'a', 'go', 'héap', 'x y', '世界', 'mark']));
    if (type === 'bool') return this.pick(['true', 'false']);
    // Elements of a variable, not constants: nothing overflows while the program is compiled.
    return `${type}s[${this.below(6)}]`;
  }

  /** @param {string} list */
  index(list) {
    return `[uint(${this.expression('int', 1)})%uint(len(${list}))]`;
  }

  /**
   * An expression of a type; `room` bounds how deep it nests.
   * @param {string} type
   * @param {number} room
   * @returns {string}
   */
  expression(type, room) {
    const known = this.known(type);
    if (room <= 0 || this.below(5) === 0)
      return known.length > 0 && this.below(4) > 0 ? this.pick(known).name : this.literal(type);
    const inner = () => this.expression(type, room - 1);
    if (this.below(6) === 0) {
      const callable = this.functions.filter((fn) => fn.result === type);
      if (callable.length > 0 && this.depth < 2) {
        const fn = this.pick(callable);
        return `${fn.name}(${fn.parameters.map((parameter) => this.expression(parameter, room - 1)).join(', ')})`;
      }
    }
    if (integers.includes(type)) {
      const slices = this.known(`[]${type}`);
      if (slices.length > 0 && this.below(4) === 0) {
        const { name } = this.pick(slices);
        return name + this.index(name);
      }
      switch (this.below(8)) {
        case 0:
          return `(${inner()} / (${inner()} | 1))`;
        case 1:
          return `(${inner()} % (${inner()} | 1))`;
        case 2:
          return `(${inner()} ${this.pick(['<<', '>>'])} (${this.expression('uint8', room - 1)} % 70))`;
        case 3:
          return `${type}(${this.expression(this.pick(integers), room - 1)})`;
        case 4:
          return `${this.pick(['-', '^', '+'])}${this.pick(known.length > 0 ? known.map(({ name }) => name) : [`(${this.literal(type)})`])}`;
        case 5:
          return `${this.pick(['min', 'max'])}(${inner()}, ${inner()})`;
        default:
          return `(${inner()} ${this.pick(['+', '-', '*', '&', '|', '^', '&^'])} ${inner()})`;
      }
    }
    if (type === 'float64') {
      if (this.below(4) === 0) return `float64(${this.expression(this.pick(integers), room - 1)})`;
      return `(${inner()} ${this.pick(['+', '-', '*'])} ${inner()})`;
    }
    if (type === 'string') {
      switch (this.below(4)) {
        case 0:
          return `fmt.Sprint(${this.expression(this.pick(scalars), room - 1)})`;
        case 1:
          return `strings.ToUpper(${inner()})`;
        case 2:
          return `cut(${inner()}, ${this.expression('int', room - 1)})`;
        default:
          return `(${inner()} + ${inner()})`;
      }
    }
    const other = this.pick(scalars);
    switch (this.below(4)) {
      case 0:
        return `(${inner()} ${this.pick(['&&', '||'])} ${inner()})`;
      case 1:
        return `!(${inner()})`;
      default:
        if (other === 'bool') return `(${inner()} ${this.pick(['==', '!='])} ${inner()})`;
        return `(${this.expression(other, room - 1)} ${this.pick(['==', '!=', '<', '<=', '>', '>='])} ${this.expression(other, room - 1)})`;
    }
  }

  /** @param {string} indent */
  declaration(indent) {
    const kind = this.below(10);
    if (kind < 5) {
      const type = this.pick(scalars);
      const name = this.fresh('v');
      const text =
        this.below(2) === 0
          ? `var ${name} ${type} = ${this.expression(type, 2)}`
          : `${name} := ${type}(${this.expression(type, 2)})`;
      this.variables.push({ name, type });
      return `${indent}${text}\n${indent}_ = ${name}\n`;
    }
    if (kind < 7) {
      const type = this.pick(integers);
      const name = this.fresh('s');
      const text = `${name} := []${type}{${Array.from({ length: 1 + this.below(4) }, () => this.expression(type, 1)).join(', ')}}`;
      this.variables.push({ name, type: `[]${type}`, fixed: true });
      return `${indent}${text}\n${indent}_ = ${name}\n`;
    }
    if (kind < 8) {
      const name = this.fresh('m');
      this.variables.push({ name, type: 'map[string]int', fixed: true });
      return `${indent}${name} := map[string]int{"k": ${this.expression('int', 1)}}\n${indent}_ = ${name}\n`;
    }
    const name = this.fresh('r');
    const fields = `{${this.expression('int', 1)}, ${this.expression('uint8', 1)}, ${this.expression('string', 1)}, nil}`;
    const isPointer = this.below(2) === 0;
    this.variables.push({ name, type: isPointer ? '*rec' : 'rec', fixed: true });
    return `${indent}${name} := ${isPointer ? '&' : ''}rec${fields}\n${indent}_ = ${name}\n`;
  }

  /** @param {string} indent */
  change(indent) {
    const candidates = this.variables.filter((variable) => !variable.name.startsWith('i'));
    if (candidates.length === 0) return this.declaration(indent);
    const { name, type } = this.pick(candidates);
    if (integers.includes(type)) {
      switch (this.below(4)) {
        case 0:
          return `${indent}${name}${this.pick(['++', '--'])}\n`;
        case 1:
          return `${indent}${name} ${this.pick(['+=', '-=', '*=', '|=', '^=', '&^='])} ${this.expression(type, 2)}\n`;
        default:
          return `${indent}${name} = ${this.expression(type, 3)}\n`;
      }
    }
    if (type === 'string') return `${indent}${name} = cut(${this.expression('string', 2)}, 40)\n`;
    if (type === 'float64') return `${indent}${name} = bounded(${this.expression('float64', 2)})\n`;
    if (type === 'bool') return `${indent}${name} = ${this.expression('bool', 3)}\n`;
    if (type.startsWith('[]')) {
      const element = type.slice(2);
      switch (this.below(4)) {
        case 0:
          return `${indent}if len(${name}) < 40 {\n${indent}\t${name} = append(${name}, ${this.expression(element, 2)})\n${indent}}\n`;
        case 1:
          return `${indent}copy(${name}, ${name}[uint(${this.expression('int', 1)})%uint(len(${name})):])\n`;
        default:
          return `${indent}${name}${this.index(name)} ${this.pick(['=', '+=', '^='])} ${this.expression(element, 2)}\n`;
      }
    }
    if (type.startsWith('map')) {
      if (this.below(3) === 0) return `${indent}delete(${name}, ${this.expression('string', 1)})\n`;
      return `${indent}${name}[${this.expression('string', 1)}] ${this.pick(['=', '+=', '-='])} ${this.expression('int', 2)}\n`;
    }
    switch (this.below(4)) {
      case 0:
        return `${indent}${name}.a ${this.pick(['=', '+=', '*='])} ${this.expression('int', 2)}\n`;
      case 1:
        return `${indent}${name}.b += ${this.expression('uint8', 2)}\n`;
      case 2:
        return `${indent}${name}.s = cut(${this.expression('string', 2)}, 30)\n`;
      default:
        return type === '*rec'
          ? `${indent}${name} = &rec{${name}.a + 1, ${name}.b, ${name}.s, chain(${name})}\n`
          : `${indent}${name}.touch(${this.expression('int', 1)})\n`;
    }
  }

  /**
   * @param {string} indent
   * @param {number} room
   * @returns {string}
   */
  statement(indent, room) {
    this.budget--;
    const choice = room > 0 ? this.below(12) : this.below(7);
    if (choice < 2) return this.declaration(indent);
    if (choice < 6) return this.change(indent);
    if (choice < 7) {
      const shown = Array.from({ length: 1 + this.below(3) }, () =>
        this.expression(this.pick(scalars), 2),
      );
      return `${indent}fmt.Println(${shown.join(', ')})\n`;
    }
    const inner = `${indent}\t`;
    if (choice < 9) {
      const condition = this.expression('bool', 3);
      const otherwise =
        this.below(2) === 0 ? ` else {\n${this.block(inner, room - 1)}${indent}}` : '';
      return `${indent}if ${condition} {\n${this.block(inner, room - 1)}${indent}}${otherwise}\n`;
    }
    if (choice < 11) {
      const name = this.fresh('i');
      const isRange = this.below(2) === 0;
      const head = isRange
        ? `${name} := range ${1 + this.below(5)}`
        : `${name} := 0; ${name} < ${1 + this.below(5)}; ${name}++`;
      const before = this.variables.length;
      this.variables.push({ name, type: 'int' });
      const body = this.block(inner, room - 1);
      this.variables.length = before;
      const leave =
        this.below(3) === 0
          ? `${inner}if ${this.expression('bool', 1)} {\n${inner}\t${this.pick(['break', 'continue'])}\n${inner}}\n`
          : '';
      return `${indent}for ${head} {\n${inner}_ = ${name}\n${leave}${body}${indent}}\n`;
    }
    const type = this.pick(integers);
    const cases = Array.from(
      { length: 2 },
      (_, index) => `${indent}case ${index * 2}, ${index * 2 + 1}:\n${this.block(inner, room - 1)}`,
    );
    return `${indent}switch ${this.expression(type, 2)} & 7 {\n${cases.join('')}${indent}default:\n${this.block(inner, room - 1)}${indent}}\n`;
  }

  /**
   * @param {string} indent
   * @param {number} room
   */
  block(indent, room) {
    const before = this.variables.length;
    let text = '';
    for (let count = 1 + this.below(3); count > 0 && this.budget > 0; count--)
      text += this.statement(indent, room);
    this.variables.length = before;
    return text;
  }

  fn() {
    const name = this.fresh('f');
    const result = this.pick(scalars);
    const parameters = Array.from({ length: 1 + this.below(3) }, () => this.pick(scalars));
    const before = this.variables;
    this.variables = parameters.map((type, index) => ({ name: `p${index}`, type }));
    this.budget = 8;
    const safe =
      this.below(3) === 0
        ? `\tdefer func() {\n\t\tif r := recover(); r != nil {\n\t\t\tfmt.Println("recovered", r)\n\t\t}\n\t}()\n`
        : '';
    const risk =
      safe === ''
        ? ''
        : this.pick([
            '',
            '\tvar np *rec\n\tif calls%3 == 0 {\n\t\tnp.a++\n\t}\n',
            '\tif calls%4 == 1 {\n\t\tpanic(fmt.Sprint("p", calls))\n\t}\n',
          ]);
    let body = '';
    for (let count = 2 + this.below(3); count > 0; count--) body += this.statement('\t', 1);
    const returned = this.expression(result, 2);
    this.variables = before;
    const list = parameters.map((type, index) => `p${index} ${type}`).join(', ');
    const text = `func ${name}(${list}) (out ${result}) {\n\tif calls++; calls > 400 {\n\t\treturn\n\t}\n${safe}${risk}${body}\treturn ${returned}\n}\n\n`;
    this.functions.push({ name, parameters, result });
    return text;
  }

  program() {
    let text = 'package main\n\nimport (\n\t"fmt"\n\t"strings"\n)\n\n';
    text += 'type rec struct {\n\ta    int\n\tb    uint8\n\ts    string\n\tnext *rec\n}\n\n';
    text += 'func (r *rec) touch(n int) {\n\tr.a += n\n\tr.b--\n}\n\n';
    text +=
      'func chain(r *rec) *rec {\n\tif r.next != nil && r.next.next != nil {\n\t\treturn nil\n\t}\n\treturn r\n}\n\n';
    text +=
      'func cut(s string, n int) string {\n\tif n < 0 {\n\t\tn = -(n + 1)\n\t}\n\tif n > len(s) {\n\t\tn = len(s)\n\t}\n\tif n > 40 {\n\t\tn = 40\n\t}\n\treturn s[:n]\n}\n\n';
    text +=
      'func bounded(f float64) float64 {\n\tif f > 1e9 || f < -1e9 {\n\t\treturn 1\n\t}\n\treturn f\n}\n\nvar calls int\n\n';
    for (const type of integers) {
      const values = type.startsWith('u') ? [0, 1, 3, 7, 100, 255] : [0, 1, -1, 5, -7, 100];
      text += `var ${type}s = []${type}{${values.join(', ')}}\n`;
    }
    text += 'var float64s = []float64{0, 1.5, -2.25, 1e3, 0.1, 7}\n\n';
    for (let count = 2 + this.below(3); count > 0; count--) text += this.fn();
    text +=
      'func main() {\n\tfmt.Println(strings.Repeat("=", 3), cut("abc", 2), bounded(2), chain(&rec{}) != nil)\n';
    this.budget = 40;
    const type = this.pick(integers);
    const closure = this.fresh('c');
    text += `\tn := 0\n\t${closure} := func(x ${type}) ${type} {\n\t\tn += int(x)\n\t\treturn x*3 + ${type}(n)\n\t}\n\tfmt.Println(${closure}(2))\n`;
    this.variables.push({ name: 'n', type: 'int' });
    while (this.budget > 0) {
      text += this.statement('\t', 2);
      if (this.below(5) === 0) text += `\tfmt.Println(${closure}(${this.expression(type, 2)}))\n`;
    }
    for (const variable of this.variables) {
      if (variable.type === '*rec')
        text += `\tfmt.Println(*${variable.name} == *${variable.name}, ${variable.name}.a, ${variable.name}.b, ${variable.name}.s, ${variable.name}.next != nil)\n`;
      else if (variable.type === 'rec')
        text += `\tfmt.Println(${variable.name}.a, ${variable.name}.b, ${variable.name}.s)\n`;
      else text += `\tfmt.Println("${variable.name}", ${variable.name})\n`;
    }
    return `${text}}\n`;
  }
}

const [first = 1, count = 1] = process.argv.slice(2).map(Number);
for (let seed = first; seed < first + count; seed++) {
  process.stdout.write(`-- seed-${seed}.go --\n${new Generator(seed).program()}`);
}
