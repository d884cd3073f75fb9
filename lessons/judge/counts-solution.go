package main

import "runtime"

type Node struct {
	next *Node
}

func main() {
	a := &Node{}
	b := &Node{}
	a.next = b
	b.next = a

	// Nothing leads to the two nodes any more.
	a, b = nil, nil
	runtime.GC()
}
