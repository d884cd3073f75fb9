package main

import "fmt"

func main() {
	var a *int
	var b int

	a = &b
	*a = 10

	fmt.Println(*a)
}
