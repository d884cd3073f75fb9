package main

import (
	"fmt"
	"runtime"
	"time"
	"weak"
)

type X struct{ peer *Y }
type Y struct {
	peer *X
	tail *Z
}
type Z struct{ none *Z }

func build() weak.Pointer[X] {
	x, y, z := &X{}, &Y{}, &Z{}
	x.peer = y
	y.peer = x
	y.tail = z
	runtime.AddCleanup(x, func(name string) { fmt.Println(name, "is gone") }, "X")
	return weak.Make(x)
}

func main() {
	w := build()
	fmt.Println("nil before:", w.Value() == nil)
	runtime.GC()
	time.Sleep(time.Millisecond)
	fmt.Println("nil after:", w.Value() == nil)
}
