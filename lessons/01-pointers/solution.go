package main

import "fmt"

func main() {
	n := 1
	p := &n
	q := p
	r := q

	*r = 42
	fmt.Println(n, *p, *q, *r)
}
