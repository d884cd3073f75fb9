package main

import "fmt"

func read() int {
	x := 10
	p := &x
	return *p
}

func fresh() int {
	p := new(int)
	*p = 20
	return *p
}

func main() {
	fmt.Println(read())
	fmt.Println(fresh())
}
