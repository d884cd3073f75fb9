package main

import "fmt"

var shown any

func main() {
	x := 1000
	shown = x
	x = 7
	fmt.Println(x, shown)
}
