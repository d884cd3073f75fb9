package main

import (
	"fmt"
	"runtime"
)

type Job1 struct{ data [8]int }
type Job2 struct{ data [8]int }
type Job3 struct{ data [8]int }
type Job4 struct{ data [8]int }

var queue = []any{&Job1{}, &Job2{}, &Job3{}, &Job4{}}

func main() {
	queue = queue[2:]
	runtime.GC()
	fmt.Println(len(queue), "jobs wait")
	queue = append([]any(nil), queue...)
	runtime.GC()
	fmt.Println(len(queue), "jobs wait")
}
