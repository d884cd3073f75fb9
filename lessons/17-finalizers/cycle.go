package main

import (
	"fmt"
	"runtime"
	"time"
)

type X struct{ peer *Y }
type Y struct {
	peer *X
	tail *Z
}
type Z struct{ none *Z }

func build() {
	x, y, z := &X{}, &Y{}, &Z{}
	x.peer = y
	y.peer = x
	y.tail = z
	runtime.SetFinalizer(x, func(*X) { fmt.Println("X says goodbye") })
}

func main() {
	build()
	for round := 1; round <= 5; round++ {
		runtime.GC()
		time.Sleep(time.Millisecond)
	}
}
