// Writes programs that build and cut graphs of objects, and the order in which CPython (a real
// reference counter) sees the same objects die: the n-th object made is called n in both.
//
//   node scripts/corpus/deaths.mjs FIRST_SEED COUNT > main/minigo/corpus/deaths.txtar
//
// Needs python3. The tests read the record.
import { spawnSync } from 'node:child_process';

const variables = ['a', 'b', 'c', 'd'];

class Generator {
  /** @param {number} seed */
  constructor(seed) {
    this.state = seed * 2654435761 + 7;
    /** @type {string[]} */
    this.go = [];
    /** @type {string[]} */
    this.python = [];
    this.counter = 0;
  }

  /** @param {number} below */
  below(below) {
    this.state = (Math.imul(this.state ^ (this.state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    const mixed = Math.imul(this.state ^ (this.state >>> 13), 0x297a2d39);
    return ((mixed ^ (mixed >>> 16)) >>> 0) % below;
  }

  /** @param {readonly string[]} list */
  pick(list) {
    return list[this.below(list.length)] ?? 'a';
  }

  /**
   * @param {string} indent
   * @param {string} go
   * @param {string} [python]
   */
  both(indent, go, python = go) {
    this.go.push(`${indent}${go}`);
    this.python.push(`${indent}${python}`);
  }

  /** A new object, some of its fields set, in both languages. */
  made() {
    const fields = ['f0', 'f1', 'f2']
      .filter(() => this.below(3) === 0)
      .map((field) => [field, this.pick(variables)]);
    return {
      go: `&Node{${fields.map(([field, value]) => `${field}: ${value}`).join(', ')}}`,
      python: `Node(${fields.map(([field, value]) => `${field}=${value}`).join(', ')})`,
    };
  }

  /**
   * @param {string} indent
   * @param {string} condition
   * @param {string} go
   * @param {string} python
   */
  guarded(indent, condition, go, python) {
    this.go.push(`${indent}if ${condition} != nil {`, `${indent}\t${go}`, `${indent}}`);
    this.python.push(`${indent}if ${condition} is not None:`, `${indent}\t${python}`);
  }

  /**
   * @param {string} indent
   * @param {number} room
   */
  statement(indent, room) {
    const [x, y, z] = [this.pick(variables), this.pick(variables), this.pick(variables)];
    const field = this.pick(['f0', 'f1', 'f2']);
    const made = this.made();
    switch (this.below(room > 0 ? 16 : 12)) {
      case 0:
      case 1:
      case 2:
        this.both(indent, `${x} = ${made.go}`, `${x} = ${made.python}`);
        return;
      case 3:
      case 4:
        this.guarded(indent, x, `${x}.${field} = ${y}`, `${x}.${field} = ${y}`);
        return;
      case 5:
        this.guarded(indent, x, `${x}.${field} = ${made.go}`, `${x}.${field} = ${made.python}`);
        return;
      case 6:
        this.guarded(indent, x, `${x}.${field} = nil`, `${x}.${field} = None`);
        return;
      case 7:
        this.both(indent, `${x} = nil`, `${x} = None`);
        return;
      case 8:
        this.guarded(indent, y, `${x} = ${y}.${field}`, `${x} = ${y}.${field}`);
        return;
      case 9:
        this.both(indent, `${x}, ${y} = ${y}, ${x}`);
        return;
      case 10:
        // Go fixes the place on the left before it assigns, Python only then: not the same variable.
        if (x === y) return;
        this.guarded(
          indent,
          y,
          `${x}, ${y}.${field} = ${y}.${field}, ${z}`,
          `${x}, ${y}.${field} = ${y}.${field}, ${z}`,
        );
        return;
      case 11:
        this.both(indent, `${x} = wrap(${y})`);
        return;
      case 12: {
        const [t, u] = [`t${this.counter}`, `u${this.counter++}`];
        this.go.push(`${indent}{`);
        this.python.push(`${indent}if True:`);
        const inner = `${indent}\t`;
        this.both(inner, `${t} := ${made.go}`, `${t} = ${made.python}`);
        this.both(inner, `${u} := &Node{f1: ${t}}`, `${u} = Node(f1=${t})`);
        this.statement(inner, room - 1);
        const kept = `${x}.${field} = ${this.pick([t, u])}`;
        this.guarded(inner, x, kept, kept);
        this.go.push(`${inner}_ = ${u}`, `${indent}}`);
        this.python.push(`${inner}del ${u}`, `${inner}del ${t}`);
        return;
      }
      case 13: {
        const name = `i${this.counter++}`;
        const count = 1 + this.below(5);
        this.go.push(`${indent}for ${name} := 0; ${name} < ${count}; ${name}++ {`);
        this.python.push(`${indent}for ${name} in range(${count}):`);
        this.both(`${indent}\t`, `${x} = &Node{${field}: ${x}}`, `${x} = Node(${field}=${x})`);
        this.statement(`${indent}\t`, room - 1);
        this.go.push(`${indent}}`);
        return;
      }
      case 14:
        this.both(indent, `drop(${x}, ${y})`);
        return;
      default:
        this.both(indent, `${x} = wrap(wrap(${made.go}))`, `${x} = wrap(wrap(${made.python}))`);
    }
  }

  program() {
    for (let count = 0; count < 40; count++) this.statement('\t', 2);
    const go = `package main

type Node struct{ f0, f1, f2 *Node }

func wrap(x *Node) *Node {
\ty := &Node{f0: x}
\tz := &Node{f2: y, f1: x}
\ty.f1 = &Node{}
\tz.f0 = z.f1
\treturn y
}

func drop(x, y *Node) {
\tif x != nil {
\t\tx.f2 = &Node{f0: y}
\t\tx.f1 = nil
\t}
\tx = nil
}

func main() {
\tvar a, b, c, d *Node
${this.go.join('\n')}
\t_, _, _, _ = a, b, c, d
}
`;
    const python = `import os
made = 0
dead = []
class Node:
\t__slots__ = ('f0', 'f1', 'f2', 'n')
\tdef __init__(self, f0=None, f1=None, f2=None):
\t\tglobal made
\t\tmade += 1
\t\tself.n = made
\t\tself.f0, self.f1, self.f2 = f0, f1, f2
\tdef __del__(self):
\t\tdead.append(self.n)
def wrap(x):
\ty = Node(f0=x)
\tz = Node(f2=y, f1=x)
\ty.f1 = Node()
\tz.f0 = z.f1
\tr = y
\tdel z
\tdel y
\tdel x
\treturn r
def drop(x, y):
\tif x is not None:
\t\tx.f2 = Node(f0=y)
\t\tx.f1 = None
\tx = None
\tdel y
import gc
gc.disable()
def main():
\ta = b = c = d = None
${this.python.join('\n')}
\tprint(*dead)
\tos.sys.stdout.flush()
\tos._exit(0)
main()
`;
    return { go, python };
  }
}

const [first = 1, count = 1] = process.argv.slice(2).map(Number);
for (let seed = first; seed < first + count; seed++) {
  const { go, python } = new Generator(seed).program();
  const { stdout, stderr, status } = spawnSync('python3', ['-'], {
    input: python,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`seed ${seed}: ${stderr}`);
  process.stdout.write(`-- seed-${seed}.go --\n${go}-- seed-${seed}.deaths --\n${stdout}`);
}
