package main

import "fmt"

func main() {
	a := make([]int, 3)
	b := make([]int, 3)
	for i := 0; i <= len(a); i++ {
		a[i] = i
		fmt.Println(i, b[0])
	}
}
