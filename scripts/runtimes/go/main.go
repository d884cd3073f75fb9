// Asks a real Go runtime which finalizers run after which runtime.GC() (generated graphs on
// standard input), and what heap goals it sets. Writes JSON.
package main

import (
	"encoding/json"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sort"
	"sync"
	"time"
)

type graph struct {
	Fields     [][]int `json:"fields"`
	Roots      []int   `json:"roots"`
	Finalizers []int   `json:"finalizers"`
}

type node struct {
	id int
	f  [4]*node
}

type goal struct {
	Gogc    uint64 `json:"gogc"`
	Live    uint64 `json:"live"`
	Stack   uint64 `json:"stack"`
	Globals uint64 `json:"globals"`
	Goal    uint64 `json:"goal"`
}

var (
	lock sync.Mutex
	ran  []int
	// Roots of all graphs: what one still holds must not end while the next is asked about.
	kept [][]*node
)

//go:noinline
func build(g graph) []*node {
	nodes := make([]*node, len(g.Fields))
	for i := range nodes {
		nodes[i] = &node{id: i + 1}
	}
	for i, targets := range g.Fields {
		for field, target := range targets {
			if target != 0 {
				nodes[i].f[field] = nodes[target-1]
			}
		}
	}
	for _, id := range g.Finalizers {
		runtime.SetFinalizer(nodes[id-1], func(n *node) {
			lock.Lock()
			ran = append(ran, n.id)
			lock.Unlock()
		})
	}
	roots := make([]*node, 0, len(g.Roots))
	for _, root := range g.Roots {
		roots = append(roots, nodes[root-1])
	}
	return roots
}

// After each of five collections: the ids whose finalizers ran.
func finalize(g graph) [][]int {
	kept = append(kept, build(g))
	rounds := [][]int{}
	for round := 0; round < 5; round++ {
		runtime.GC()
		// GC queues finalizers and does not wait for them: one goroutine runs them all, soon.
		time.Sleep(10 * time.Millisecond)
		lock.Lock()
		ids := append([]int{}, ran...)
		ran = nil
		lock.Unlock()
		sort.Ints(ids)
		rounds = append(rounds, ids)
	}
	return rounds
}

var sink [][]byte

func goals() []goal {
	results := []goal{}
	for _, gogc := range []int{50, 100, 200, 400} {
		debug.SetGCPercent(gogc)
		for _, mebibytes := range []int{1, 5, 16, 40} {
			sink = nil
			for i := 0; i < mebibytes; i++ {
				sink = append(sink, make([]byte, 1<<20))
			}
			runtime.GC()
			runtime.GC()
			names := []string{"/gc/heap/live:bytes", "/gc/scan/stack:bytes", "/gc/scan/globals:bytes", "/gc/heap/goal:bytes"}
			samples := make([]metrics.Sample, len(names))
			for i := range names {
				samples[i].Name = names[i]
			}
			metrics.Read(samples)
			results = append(results, goal{uint64(gogc), samples[0].Value.Uint64(), samples[1].Value.Uint64(), samples[2].Value.Uint64(), samples[3].Value.Uint64()})
		}
	}
	debug.SetGCPercent(100)
	return results
}

// Allocates so that cycles run by themselves, for GODEBUG=gctrace=1.
func churn() {
	for round := 0; round < 4; round++ {
		sink = nil
		for i := 0; i < 40; i++ {
			sink = append(sink, make([]byte, 1<<20))
			for j := 0; j < 3; j++ {
				_ = append([]byte(nil), make([]byte, 1<<20)...)
			}
		}
	}
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == "churn" {
		churn()
		return
	}
	var graphs []graph
	if err := json.NewDecoder(os.Stdin).Decode(&graphs); err != nil {
		panic(err)
	}
	rounds := [][][]int{}
	for _, g := range graphs {
		rounds = append(rounds, finalize(g))
	}
	if err := json.NewEncoder(os.Stdout).Encode(map[string]any{"by": runtime.Version(), "rounds": rounds, "goals": goals()}); err != nil {
		panic(err)
	}
}
