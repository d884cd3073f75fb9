package main

import (
	"fmt"
	"runtime"
	"weak"
)

type Picture struct{ data [16]int }

var strong = map[string]*Picture{}
var soft = map[string]weak.Pointer[Picture]{}

func show(name string) {
	picture := &Picture{}
	strong[name] = picture
	fmt.Println("shown", name)
}

func showSoftly(name string) {
	picture := &Picture{}
	soft[name] = weak.Make(picture)
	fmt.Println("shown", name)
}

func main() {
	show("moon")
	showSoftly("sun")
	runtime.GC()
	fmt.Println("sun in the cache:", soft["sun"].Value() != nil)
	fmt.Println("moon in the cache:", strong["moon"] != nil)
	delete(strong, "moon")
	runtime.GC()
}
