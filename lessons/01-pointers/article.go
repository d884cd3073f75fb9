package main

import "fmt"

func main() {
	var a *int
	var b int

	a = &b
	*a = 10
	fmt.Println(*a)

	c := a
	*c = 20
	fmt.Println(*a, b)

	d := b
	d = 30
	fmt.Println(*a, b, d)

	a = &d
	*a = 40
	fmt.Println(*a, b, d, *c)
}
