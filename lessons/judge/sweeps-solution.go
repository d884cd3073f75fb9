package main

import "runtime"

type Node struct {
	next *Node
}

var kept *Node

func main() {
	kept = &Node{}
	for i := 0; i < 3; i++ {
		n := &Node{}
		n.next = n
	}
	runtime.GC()
}
