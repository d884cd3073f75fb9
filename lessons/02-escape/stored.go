package main

import "fmt"

var last *int

type Box struct{ p *int }

func keep(p *int) { last = p }

func look(p *int) int { return *p }

func main() {
	x, y, z := 1, 2, 3
	fmt.Println(look(&x))
	keep(&y)
	var b Box
	b.p = &z
	fmt.Println(*b.p, *last)
}
