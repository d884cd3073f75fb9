package main

import "fmt"

type Box struct {
	number int
	next   *Box
}

var box, other *Box

func main() {
	box = &Box{}
	other = &Box{}
	for i := 0; i < 10; i++ {
		box.number = i + 1
	}
	fmt.Println(box.number)
}
