package main

import "runtime"

type Node struct {
	next *Node
}

// Nobody ever looks into it again.
var history *Node

func main() {
	for i := 0; i < 100; i++ {
		history = &Node{history}
	}
	runtime.GC()
}
