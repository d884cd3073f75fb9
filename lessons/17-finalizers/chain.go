package main

import (
	"fmt"
	"runtime"
	"time"
)

type A struct{ next *B }
type B struct{ next *C }
type C struct{ next *C }

func build() {
	c := &C{}
	b := &B{next: c}
	a := &A{next: b}
	runtime.SetFinalizer(c, func(*C) { fmt.Println("C says goodbye") })
	runtime.SetFinalizer(b, func(*B) { fmt.Println("B says goodbye") })
	runtime.SetFinalizer(a, func(*A) { fmt.Println("A says goodbye") })
}

func main() {
	build()
	runtime.GC()
	time.Sleep(time.Millisecond)
	runtime.GC()
	time.Sleep(time.Millisecond)
	runtime.GC()
	time.Sleep(time.Millisecond)
	runtime.GC()
	time.Sleep(time.Millisecond)
}
