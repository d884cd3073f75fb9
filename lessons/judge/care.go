package main

import "runtime"

type Node struct {
	next *Node
}

func main() {
	for i := 0; i < 100; i++ {
		n := &Node{}
		n.next = n
	}
	runtime.GC()
}
