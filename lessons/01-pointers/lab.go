package main

import "fmt"

func main() {
	n := 1
	p := &n
	q, r := 1, 1

	*p = 42
	fmt.Println(n, *p, q, r)
}
