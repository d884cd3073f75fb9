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
		box.next = other
		other.next = nil
		box.next = nil
	}
	fmt.Println(box.number)
}
