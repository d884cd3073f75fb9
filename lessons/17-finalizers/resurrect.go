package main

import (
	"fmt"
	"runtime"
	"time"
)

type R struct{ none *R }

var saved *R

func build() {
	r := &R{}
	runtime.SetFinalizer(r, func(r *R) {
		saved = r
		fmt.Println("saved")
	})
}

func main() {
	build()
	runtime.GC()
	time.Sleep(time.Millisecond)
	runtime.GC()
	time.Sleep(time.Millisecond)
	saved = nil
	runtime.GC()
	time.Sleep(time.Millisecond)
}
