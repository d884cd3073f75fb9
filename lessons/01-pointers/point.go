package main

import "fmt"

type Point struct{ x, y int }

func main() {
	p := Point{1, 2}
	r := &p
	fmt.Println(p.x, p.y)

	q := p
	q.x = 9
	r.y = 8
	fmt.Println(p.x, p.y, q.x, q.y)
}
