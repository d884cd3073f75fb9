package main

import "fmt"

func counter() func() int {
	n := 0
	return func() int {
		n++
		return n
	}
}

func adder(k int) func(int) int {
	return func(x int) int { return x + k }
}

func main() {
	next := counter()
	fmt.Println(next(), next())

	add := adder(5)
	fmt.Println(add(1))
}
