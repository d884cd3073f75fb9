package main

import "fmt"

type Point struct{ x, y int }

var last *Point

func newPoint(x, y int) *Point {
	return &Point{x, y}
}

func sum(n int) int {
	total := 0
	for i := range n {
		p := newPoint(i, 2*i)
		total += p.x + p.y
		last = p
	}
	return total
}

func main() {
	fmt.Println(sum(8), last.x, last.y)
}
