/** Statements of one iteration of the loop: condition, four of the body, increment. */
export const statementsEach = 6;

/** A loop with two writes of pointers to the heap among its six statements: 36 nodes of the syntax tree. */
export function loopProgram(iterations: number): string {
  return `package main

type Node struct {
	next  *Node
	value int
}

func main() {
	a, b := &Node{}, &Node{}
	sum, last := 0, 0
	for i := 0; i < ${iterations}; i++ {
		a.next = b
		b.next = a
		sum += i*3 - last
		last = sum&1023 + i - last
	}
	println(last)
}
`;
}

/** One part of the long program: what programs of a course are made of, thirty lines of it. */
function part(index: number): string {
  return `
type Account${index} struct {
	name    string
	balance int
	history []int
	next    *Account${index}
}

func (a *Account${index}) deposit(amount int) error {
	if amount <= 0 {
		return fmt.Errorf("%s: bad amount %d", a.name, amount)
	}
	a.balance += amount
	a.history = append(a.history, amount)
	return nil
}

func total${index}(first *Account${index}, keep func(int) bool) (sum int, names map[string]int) {
	names = make(map[string]int)
	for account := first; account != nil; account = account.next {
		switch {
		case !keep(account.balance):
			continue
		case account.balance > ${index * 100}:
			names[account.name]++
		}
		for _, amount := range account.history {
			sum += amount * ${index + 1}
		}
	}
	return sum, names
}
`;
}

const parts = 8;

/** A program of about 300 lines, each part of it different. */
export const longProgram = `package main

import "fmt"

type shower interface{ show() string }
${Array.from({ length: parts }, (_, index) => part(index)).join('')}
func main() {
${Array.from(
  { length: parts },
  (_, index) => `	first${index} := &Account${index}{name: "a${index}"}
	if err := first${index}.deposit(${index}); err != nil {
		fmt.Println(err)
	}
	fmt.Println(total${index}(first${index}, func(n int) bool { return n > ${index} }))
`,
).join('')}}
`;
