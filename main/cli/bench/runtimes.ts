/** The random graph in CPython: one `gc.collect()` for each line it reads; nothing of it is garbage. */
export const pythonProgram = `
import gc, sys, time
gc.disable()
count = int(sys.argv[1])
class Node:
    __slots__ = ("a", "b", "c")
def mixed(value):
    m = 0xffffffff
    h = ((value + 1) * 0x9e3779b1) & m
    h = ((h ^ (h >> 15)) * 0x85ebca6b) & m
    h = ((h ^ (h >> 13)) * 0xc2b2ae35) & m
    return h ^ (h >> 16)
nodes = [Node() for _ in range(count)]
for index, node in enumerate(nodes):
    node.a = nodes[mixed(index * 3) % count]
    node.b = nodes[mixed(index * 3 + 1) % count]
    node.c = nodes[mixed(index * 3 + 2) % count]
root = nodes[0]
del nodes, node
gc.collect()
print("ready", sys.version.split()[0], flush=True)
for line in sys.stdin:
    start = time.process_time()
    gc.collect()
    print((time.process_time() - start) * 1000, flush=True)
`;

/** A graph in Go, its targets read from a file of int32: one \`runtime.GC()\` for each line. */
export const goProgram = `package main

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"os"
	"runtime"
	"syscall"
	"time"
)

type Node struct{ a, b, c *Node }

func build(file string) *Node {
	bytes, err := os.ReadFile(file)
	if err != nil {
		panic(err)
	}
	count := len(bytes) / 12
	nodes := make([]*Node, count)
	for i := range nodes {
		nodes[i] = &Node{}
	}
	target := func(i int) *Node {
		index := int32(binary.LittleEndian.Uint32(bytes[i*4:]))
		if index < 0 {
			return nil
		}
		return nodes[index]
	}
	for i, node := range nodes {
		node.a, node.b, node.c = target(i*3), target(i*3+1), target(i*3+2)
	}
	return nodes[0]
}

// Processor time of this process, of which the collector has one processor.
func used() time.Duration {
	var usage syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func main() {
	runtime.GOMAXPROCS(1)
	root := build(os.Args[1])
	runtime.GC()
	runtime.GC()
	fmt.Println("ready", runtime.Version())
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		start := used()
		runtime.GC()
		fmt.Println(float64((used() - start).Nanoseconds()) / 1e6)
	}
	runtime.KeepAlive(root)
}
`;
