package main

import "fmt"

var kept *int

func main() {
	var a *int
	var b int

	a = &b
	*a = 10
	kept = a

	fmt.Println(*a)
}
