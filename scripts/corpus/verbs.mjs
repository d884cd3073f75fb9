// Writes down how a real Go formats values of every kind with every verb.
//
//   node scripts/corpus/verbs.mjs > main/minigo/format/recorded-verbs.txt
//
// Needs go. The tests read the record: lines of a directive, the name of a value, the quoted result.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const values = {
  true: 'true',
  zero: '0',
  answer: '42',
  minus: '-7',
  least: 'int64(-9223372036854775808)',
  byte: 'uint8(200)',
  most: 'uint64(18446744073709551615)',
  rune: "'世'",
  nothing: '0.0',
  half: '1.5',
  pi: '3.14159265',
  tiny: '-2.5e-10',
  large: '1e21',
  single: 'float32(0.1)',
  infinite: 'math.Inf(1)',
  below: 'math.Inf(-1)',
  nan: 'math.NaN()',
  text: '"go"',
  empty: '""',
  quoted: '"a\\"b\\n"',
  wide: '"世界"',
  broken: '"x\\xff"',
  nil: 'nil',
  ints: '[]int{1, -22}',
  none: '[]int(nil)',
  texts: '[]string{"a", "b c"}',
  bytes: '[]byte("hi")',
  flags: '[2]bool{true, false}',
  map: 'map[string]int{"b": 2, "a": 1}',
  noMap: 'map[string]int(nil)',
  point: 'point{1, "a", nil}',
  pointer: '&point{2, "b", []int{3}}',
  nilPointer: '(*int)(nil)',
  failure: 'failure{}',
  named: 'named("n")',
};
const directives = [
  ...['%v', '%+v', '%#v', '%T', '%d', '%b', '%o', '%O', '%x', '%X', '%s', '%q', '%t', '%f', '%e'],
  ...['%g', '%G', '%E', '%F', '%c', '%U', '%z', '%w', '%5d', '%-5d|', '%05d', '%+d', '% d', '%#x'],
  ...['%#o', '%#b', '%#U', '%+q', '%#q', '% x', '%# x', '%8v', '%-8v|', '%08v', '%8.3f', '%-8.1f|'],
  ...['%08.3f', '%+.2e', '%.0f', '%.3g', '%#g', '%.2s', '%8.1s', '%-8s|', '%8q', '%.3d', '%6.3d'],
];
const program = `package main

import (
	"fmt"
	"math"
)

type point struct {
	X int
	S string
	L []int
}
type failure struct{}
type named string

func (failure) Error() string { return "failed" }
func (n named) String() string { return "<" + string(n) + ">" }

func main() {
	names := []string{${Object.keys(values)
    .map((name) => `"${name}"`)
    .join(', ')}}
	values := []any{${Object.values(values).join(', ')}}
	_ = math.Pi
	for _, directive := range []string{${directives.map((one) => JSON.stringify(one)).join(', ')}} {
		for i, value := range values {
			fmt.Printf("%s\\t%s\\t%+q\\n", directive, names[i], fmt.Sprintf(directive, value))
		}
	}
}
`;
const folder = mkdtempSync(join(tmpdir(), 'verbs-'));
writeFileSync(join(folder, 'main.go'), program);
const { status, stdout, stderr } = spawnSync('go', ['run', 'main.go'], {
  cwd: folder,
  encoding: 'utf8',
});
rmSync(folder, { recursive: true });
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = status ?? 1;
