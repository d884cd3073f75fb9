package main

import "fmt"

func newInt(v int) *int {
	x := v
	return &x
}

func main() {
	sum := 0
	for i := range 9 {
		p := newInt(i)
		sum += *p
	}
	fmt.Println(sum)
}
