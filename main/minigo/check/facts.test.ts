import { describe, expect, test } from 'vitest';
import type { Expression } from '../ast.ts';
import type { CheckedProgram } from '../checked.ts';
import { constantText } from '../constant-literals.ts';
import { expressionText } from '../expression-text.ts';
import { typeText } from '../type-text.ts';
import { walk } from '../walk.ts';
import { checkProgram } from './program.ts';

function checked(source: string): CheckedProgram {
  const result = checkProgram(source, 'main.go', { escape: 'go' });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.program;
}

/** The expressions of a program that are written as `text`. */
function find(program: CheckedProgram, text: string): Expression[] {
  const found: Expression[] = [];
  for (const declaration of program.tree.declarations)
    walk(declaration, (node) => {
      if ('kind' in node && program.expressions[node.id] !== undefined) {
        // Only expressions have facts.
        const expression = node as Expression;
        if (expressionText(expression) === text) found.push(expression);
      }
      return true;
    });
  return found;
}

function typeAt(program: CheckedProgram, text: string): string {
  const [expression] = find(program, text);
  const facts = expression === undefined ? undefined : program.expressions[expression.id];
  return facts === undefined ? 'no such expression' : typeText(facts.type);
}

describe('sizes are those of Go on amd64', () => {
  // Recorded from unsafe.Sizeof under Go 1.24.4.
  test.each([
    ['bool', 1],
    ['int8', 1],
    ['int16', 2],
    ['int32', 4],
    ['int64', 8],
    ['int', 8],
    ['uintptr', 8],
    ['float32', 4],
    ['float64', 8],
    ['string', 16],
    ['[]int', 24],
    ['map[string]int', 8],
    ['chan int', 8],
    ['func()', 8],
    ['*int', 8],
    ['any', 16],
    ['error', 16],
    ['[3]int16', 6],
    ['[0]int', 0],
    ['struct{}', 0],
    ['struct{ a int8; b int64 }', 16],
    ['struct{ a, b int8; c int16; d int32 }', 8],
    ['struct{ a int8; b string; c bool }', 32],
    ['struct{ a int64; b int8 }', 16],
    ['struct{ a int; b struct{} }', 16],
    ['struct{ a struct{ x int8; y int16 }; b int8 }', 6],
    ['[5]struct{ a int32; b int8 }', 40],
    ['struct{ p *int; q [0]func() }', 16],
    ['sync.Mutex', 8],
    ['sync.WaitGroup', 16],
    ['strings.Builder', 32],
    ['time.Duration', 8],
    ['weak.Pointer[int]', 8],
    ['runtime.Cleanup', 16],
    ['fmt.Stringer', 16],
  ])('%s: %i', (type, size) => {
    const imports = ['fmt', 'runtime', 'strings', 'sync', 'time', 'weak'].filter((name) =>
      type.startsWith(`${name}.`),
    );
    const program = checked(
      `package main\n\nimport "unsafe"\n${imports.map((name) => `import "${name}"\n`).join('')}\nvar v ${type}\n\nconst size = unsafe.Sizeof(v)\n\nfunc main() { println(size) }\n`,
    );
    const [use] = find(program, 'unsafe.Sizeof(v)');
    const constant = program.expressions[use?.id ?? -1]?.constant;
    expect(constant).toEqual({ kind: 'int', value: BigInt(size) });
  });
});

describe('constants are exact', () => {
  test.each([
    ['1<<100 >> 98', '4'],
    ['1.0 / 3 * 3 == 1', 'true'],
    ['0.1 + 0.2 == 0.3', 'true'],
    ['float64(0.1) + float64(0.2) == 0.3', 'false'],
    ['uint8(255) &^ 15', '240'],
    ['-7 / 2', '-3'],
    ['-7 % 3', '-1'],
    ['^uint16(1)', '65534'],
    ['^0', '-1'],
    ['7.0 / 2', '3.5'],
    ["'a' + 1", '98'],
    ['"a" + "\\x62"', '"ab"'],
    ['len("héllo")', '6'],
    ['0x1p-2', '0.25'],
    ['0b101 | 0o17', '15'],
    ['1_000_000', '1000000'],
    ["'\\u4e16'", '19990'],
    ['max(1, 2.5, 2)', '2.5'],
    ['string(0x4e16)', '"世"'],
    ['5.0 == 5', 'true'],
    ['1e3 == 1000', 'true'],
    ['float32(0.1) == 0.1', 'true'],
  ])('%s = %s', (expression, value) => {
    const program = checked(
      `package main\n\nconst c = ${expression}\n\nfunc main() { println(c) }\n`,
    );
    const use = find(program, 'c').find((each) => program.expressions[each.id]?.constant !== null);
    const constant = program.expressions[use?.id ?? -1]?.constant;
    expect(constant === null || constant === undefined ? null : constantText(constant)).toBe(value);
  });

  test('iota counts lines of its group, also where a line repeats the one before', () => {
    const program = checked(
      'package main\n\nconst (\n\ta, b = iota, iota * 10\n\t_, _\n\tc, d\n)\n\nconst e = iota\n\nfunc main() { println(a, b, c, d, e) }\n',
    );
    const values = ['a', 'b', 'c', 'd', 'e'].map((name) => {
      const use = find(program, name).at(-1);
      const constant = program.expressions[use?.id ?? -1]?.constant;
      return constant?.kind === 'int' ? Number(constant.value) : null;
    });
    expect(values).toEqual([0, 0, 2, 20, 0]);
  });
});

describe('types and conversions', () => {
  test('an untyped operand takes the type of its context', () => {
    const program = checked(
      'package main\n\ntype B bool\n\nvar s uint = 3\nvar f = 2.5\nvar b B = s > 2\nvar i int64 = 1 << s\nvar u = uint8(1<<s) + 7\nvar r = f * 3\n\nfunc main() { println(b, i, u, r) }\n',
    );
    expect(typeAt(program, 's > 2')).toBe('B');
    expect(typeAt(program, '1')).toBe('int64');
    expect(typeAt(program, '7')).toBe('uint8');
    expect(typeAt(program, '3')).toBe('uint');
    expect(
      typeText(
        program.expressions[find(program, '3')[1]?.id ?? -1]?.type ?? {
          kind: 'tuple',
          elements: [],
        },
      ),
    ).toBe('float64');
  });

  test('conversions to interfaces are written down where they happen', () => {
    const program = checked(
      'package main\n\nimport "fmt"\n\ntype T struct{ n int }\n\nfunc (t T) String() string { return "t" }\n\nfunc give() fmt.Stringer { return T{1} }\n\nfunc main() {\n\tvar x any = 5\n\tx = "s"\n\ty := T{2}\n\tfmt.Println(y, x == 7, nil)\n\tm := map[any]int{"k": 1}\n\tm[2]++\n\tc := make(chan any, 1)\n\tc <- 3.5\n\t_ = any(give())\n}\n',
    );
    const targetOf = (text: string): string | null => {
      const [use] = find(program, text);
      const target = program.convertedTo[use?.id ?? -1];
      return target === undefined ? null : typeText(target);
    };
    expect(targetOf('5')).toBe('any');
    expect(targetOf('"s"')).toBe('any');
    expect(targetOf('T{…}')).toBe('fmt.Stringer');
    expect(program.convertedTo[find(program, 'y').at(-1)?.id ?? -1]).toBeDefined();
    expect(targetOf('7')).toBe('any');
    expect(targetOf('"k"')).toBe('any');
    expect(targetOf('2')).toBe(null);
    expect(targetOf('3.5')).toBe('any');
    expect(targetOf('give()')).toBe('any');
  });

  test('nil takes the type of its place', () => {
    const program = checked(
      'package main\n\nfunc f(p *int, e error) map[string]int { return nil }\n\nfunc main() {\n\tvar s []int = nil\n\t_ = s == nil\n\t_ = f(nil, nil)\n}\n',
    );
    expect(
      find(program, 'nil').map((use) =>
        typeText(program.expressions[use.id]?.type ?? { kind: 'tuple', elements: [] }),
      ),
    ).toEqual(['map[string]int', '[]int', '[]int', '*int', 'error']);
  });

  test('comma-ok, several results and gathered arguments', () => {
    const program = checked(
      'package main\n\nfunc two() (int, string) { return 1, "" }\n\nfunc all(first int, rest ...any) {}\n\nfunc main() {\n\tm := map[int]int{}\n\tv, ok := m[1]\n\tall(two())\n\tall(v, ok, 3)\n\tall(v, []any{1}...)\n\ta, b := two()\n\tprintln(a, b)\n}\n',
    );
    expect(program.commaOk[find(program, 'm[1]')[0]?.id ?? -1]).toBe(true);
    expect(program.calls[find(program, 'all(two())')[0]?.id ?? -1]).toMatchObject({
      tupleArgument: true,
      gatherFrom: 1,
    });
    expect(program.calls[find(program, 'all(v, ok, 3)')[0]?.id ?? -1]).toMatchObject({
      tupleArgument: false,
      gatherFrom: 1,
    });
    expect(program.calls[find(program, 'all(v, []any{…}...)')[0]?.id ?? -1]).toMatchObject({
      gatherFrom: -1,
    });
    expect(typeAt(program, 'two()')).toBe('(int, string)');
  });
});

describe('selections', () => {
  const source =
    'package main\n\ntype In struct{ n int }\n\nfunc (i *In) Set(n int) { i.n = n }\nfunc (i In) Get() int { return i.n }\n\ntype Mid struct{ *In }\ntype Out struct {\n\tMid\n\tname string\n}\n\ntype Getter interface{ Get() int }\n\nfunc main() {\n\to := Out{Mid: Mid{&In{1}}}\n\to.Set(2)\n\t_ = o.Get()\n\t_ = o.n\n\ti := In{}\n\ti.Set(1)\n\tp := &i\n\t_ = p.Get()\n\tvar g Getter = o\n\t_ = g.Get()\n\t_ = (*In).Get\n\t_ = Getter.Get\n}\n';
  const program = checked(source);
  const selectionOf = (text: string): unknown => {
    const selection = program.selections[find(program, text)[0]?.id ?? -1];
    if (selection === undefined) return undefined;
    const path = 'path' in selection && typeof selection.path !== 'string' ? selection.path : [];
    return {
      kind: selection.kind,
      path: path
        .map(({ index, dereference }) => (dereference ? `*${index}` : `${index}`))
        .join(' '),
      ...(selection.kind === 'method' ? { adjust: selection.adjust } : {}),
      ...(selection.kind === 'method-expression' && selection.target.kind === 'method'
        ? { adjust: selection.target.adjust }
        : {}),
    };
  };
  test.each([
    ['o.Set', { kind: 'method', path: '0 0', adjust: 'none' }],
    ['o.Get', { kind: 'method', path: '0 0', adjust: 'dereference' }],
    ['o.n', { kind: 'field', path: '0 0 *0' }],
    ['i.Set', { kind: 'method', path: '', adjust: 'address' }],
    ['p.Get', { kind: 'method', path: '', adjust: 'dereference' }],
    ['g.Get', { kind: 'interface-method', path: '' }],
    ['(*In).Get', { kind: 'method-expression', path: '', adjust: 'dereference' }],
    ['Getter.Get', { kind: 'method-expression', path: '' }],
  ])('%s', (text, expected) => {
    expect(selectionOf(text)).toEqual(expected);
  });
});

describe('initialisation', () => {
  const orderOf = (source: string): string[] =>
    checked(source).initialisation.map(({ variables }) =>
      variables.map((variable) => variable?.name ?? '_').join(','),
    );

  test('follows dependencies, through functions too (the example of the specification)', () => {
    expect(
      orderOf(
        'package main\n\nvar (\n\ta = c + b\n\tb = f()\n\tc = f()\n\td = 3\n)\n\nfunc f() int {\n\td++\n\treturn d\n}\n\nfunc main() { println(a) }\n',
      ),
    ).toEqual(['d', 'b', 'c', 'a']);
  });

  test('a method, a closure and several results count as references', () => {
    expect(
      orderOf(
        'package main\n\nvar x, y = g()\nvar z = func() int { return w }()\nvar w = T{1}.m()\n\ntype T struct{ n int }\n\nfunc (t T) m() int { return t.n + v }\n\nvar v = 5\n\nfunc g() (int, int) { return z, v }\n\nvar _ = x + y\n\nfunc main() {}\n',
      ),
    ).toEqual(['v', 'w', 'z', 'x,y', '_']);
  });
});

describe('closures', () => {
  const program = checked(
    'package main\n\ntype big struct{ a [17]int }\n\nfunc main() {\n\tn, m, k := 1, 2, 3\n\tvar b big\n\tm++\n\tp := &k\n\tf := func() int {\n\t\tg := func() int { return n + m }\n\t\treturn g() + k + b.a[0]\n\t}\n\tprintln(f(), *p)\n\tdefer func() { recover() }()\n}\n\nfunc init() { func() {}() }\n\nfunc init() {}\n',
  );
  test('are named as Go names them', () => {
    expect(program.functions.map(({ name }) => name)).toEqual([
      'main.main',
      'main.main.func1',
      'main.main.func1.1',
      'main.main.func2',
      'main.init.0',
      'main.init.0.func1',
      'main.init.1',
    ]);
    expect(program.inits.map((index) => program.functions[index]?.name)).toEqual([
      'main.init.0',
      'main.init.1',
    ]);
  });
  test('capture by value what never changes and is small, else by reference', () => {
    const captures = program.functions.map((fn) =>
      fn.captures.map(({ variable, mode }) => `${variable.name} ${mode}`).sort(),
    );
    expect(captures[1]).toEqual(['b reference', 'k reference', 'm reference', 'n value']);
    expect(captures[2]).toEqual(['m reference', 'n value']);
  });
  test('and who defers and who recovers is known', () => {
    expect(program.functions.filter(({ hasDefer }) => hasDefer).map(({ name }) => name)).toEqual([
      'main.main',
    ]);
    expect(
      program.functions.filter(({ callsRecover }) => callsRecover).map(({ name }) => name),
    ).toEqual(['main.main.func2']);
  });
});

describe('last uses', () => {
  const source = `package main

type N struct{ next *N }

func use(n *N) {}

func f(a, b, unused *N, c bool) {
	use(a)
	if c {
		use(b)
	} else {
		use(nil)
	}
	p := &N{}
	for i := 0; i < 3; i++ {
		p = &N{}
		use(p)
		use(nil)
	}
	q := &N{}
	for {
		if c {
			break
		}
		use(q)
	}
	r := &N{}
	func() { use(r) }()
	use(nil)
}

func main() { f(nil, nil, nil, true) }
`;
  const program = checked(source);
  const lines = (table: CheckedProgram['deadAfter']): string[] => {
    const found: string[] = [];
    for (const declaration of program.tree.declarations)
      walk(declaration, (node) => {
        const dead = table[node.id];
        if (dead !== undefined && declaration.kind === 'function' && declaration.name.name === 'f')
          found.push(
            `${program.file.lineOf(node.position)} ${dead
              .map(({ name }) => name)
              .sort()
              .join(' ')}`,
          );
        return true;
      });
    return found;
  };
  test('a variable dies after its last use, or on entering the branch that does not use it', () => {
    expect(lines(program.deadOnEntry)).toEqual(['7 unused', '11 b', '22 c q']);
    expect(lines(program.deadAfter)).toEqual([
      '8 a',
      '9 b',
      '10 b',
      '14 p',
      '15 i p',
      '17 p',
      '21 c q',
      '28 r',
    ]);
  });
});
