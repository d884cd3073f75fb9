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

/** The same in Go: one \`runtime.GC()\` for each line. */
export const goProgram = `package main

import (
	"bufio"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"time"
)

type Node struct{ a, b, c *Node }

func mixed(value uint32) uint32 {
	h := (value + 1) * 0x9e3779b1
	h = (h ^ (h >> 15)) * 0x85ebca6b
	h = (h ^ (h >> 13)) * 0xc2b2ae35
	return h ^ (h >> 16)
}

func build(count int) *Node {
	nodes := make([]*Node, count)
	for i := range nodes {
		nodes[i] = &Node{}
	}
	for i, node := range nodes {
		node.a = nodes[int(mixed(uint32(i*3)))%count]
		node.b = nodes[int(mixed(uint32(i*3+1)))%count]
		node.c = nodes[int(mixed(uint32(i*3+2)))%count]
	}
	return nodes[0]
}

func main() {
	runtime.GOMAXPROCS(1)
	count, _ := strconv.Atoi(os.Args[1])
	root := build(count)
	runtime.GC()
	fmt.Println("ready", runtime.Version())
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		start := time.Now()
		runtime.GC()
		fmt.Println(float64(time.Since(start).Nanoseconds()) / 1e6)
	}
	runtime.KeepAlive(root)
}
`;
