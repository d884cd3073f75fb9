package main

import "fmt"

var a *int

func main() {
	a = new(int)
	*a = 10
	fmt.Println(*a)
	a = nil
}
