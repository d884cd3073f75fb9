/** Programs about trees, graphs and arenas: what a marking walks through. */
import type { Written } from './example.ts';

export const structureExamples: readonly Written[] = [
  {
    id: 'go-tree',
    kind: 'program',
    group: 'structures',
    lesson: 10,
    title: { en: 'A binary search tree', 'zh-CN': '二叉搜索树' },
    about: {
      en: 'Seven keys are inserted, one subtree is cut off, and a collection finds what is left.',
      'zh-CN': '插入七个键，剪去一棵子树，再由一次回收找出剩下的。',
    },
    look: {
      en: 'Step through the collection event by event: the marking walks the tree from the root, the cut subtree stays white and is swept.',
      'zh-CN': '逐个事件查看回收：标记从根走遍整棵树，被剪去的子树保持白色，随后被清扫。',
    },
    settings: { heapBytes: 4096, collector: 'mark-sweep' },
    text: `package main

import (
	"fmt"
	"runtime"
)

type Tree struct {
	key         int
	left, right *Tree
}

func (t *Tree) insert(key int) *Tree {
	if t == nil {
		return &Tree{key: key}
	}
	if key < t.key {
		t.left = t.left.insert(key)
	} else {
		t.right = t.right.insert(key)
	}
	return t
}

func (t *Tree) size() int {
	if t == nil {
		return 0
	}
	return t.left.size() + 1 + t.right.size()
}

func main() {
	var root *Tree
	for _, key := range []int{4, 2, 6, 1, 3, 5, 7} {
		root = root.insert(key)
	}
	fmt.Println("nodes:", root.size())
	// Three nodes are cut off at once. ¦ 一次剪去三个结点。
	root.left = nil
	runtime.GC()
	fmt.Println("nodes:", root.size())
}
`,
  },
  {
    id: 'go-trie',
    kind: 'program',
    group: 'structures',
    lesson: 10,
    title: { en: 'A trie', 'zh-CN': '字典树' },
    about: {
      en: 'Words share the nodes of their common beginnings: many pointers, few of them used.',
      'zh-CN': '单词共用相同前缀的结点：指针很多，用到的很少。',
    },
    look: {
      en: 'Each node has 26 pointer fields, and a marking has to look at all of them. In the charts compare the slots that were scanned with the objects that were marked.',
      'zh-CN': '每个结点有 26 个指针字段，标记时都要查看。在图表里比较扫描的槽位与标记的对象。',
    },
    settings: { heapBytes: 16384, collector: 'mark-sweep' },
    text: `package main

import (
	"fmt"
	"runtime"
)

type Trie struct {
	children [26]*Trie
	isWord   bool
}

func (t *Trie) insert(word string) {
	node := t
	for i := 0; i < len(word); i++ {
		at := word[i] - 'a'
		if node.children[at] == nil {
			node.children[at] = new(Trie)
		}
		node = node.children[at]
	}
	node.isWord = true
}

func (t *Trie) has(word string) bool {
	node := t
	for i := 0; i < len(word) && node != nil; i++ {
		node = node.children[word[i]-'a']
	}
	return node != nil && node.isWord
}

func main() {
	words := new(Trie)
	for _, word := range []string{"heap", "head", "hand", "stack", "star"} {
		words.insert(word)
	}
	fmt.Println(words.has("head"), words.has("hea"), words.has("star"))
	// Everything below "h" goes with one pointer. ¦ “h” 之下的一切随一个指针消失。
	words.children['h'-'a'] = nil
	runtime.GC()
	fmt.Println(words.has("head"), words.has("star"))
}
`,
  },
  {
    id: 'go-graph',
    kind: 'program',
    group: 'structures',
    lesson: 10,
    title: { en: 'A graph with cycles', 'zh-CN': '带环的图' },
    about: {
      en: 'Stations and lines in both directions. Closing one line cuts off a part that still runs in circles.',
      'zh-CN': '车站与双向线路。关闭一条线路，就切下仍在兜圈的一部分。',
    },
    look: {
      en: 'After close the three stations in the north refer to each other but no path leads there. Tracing frees them; set the collector to reference counting and they stay.',
      'zh-CN':
        '执行 close 之后，北边的三个车站互相引用，却没有路径通向那里。追踪会释放它们；换成引用计数，它们就留着。',
    },
    settings: { heapBytes: 8192, collector: 'mark-sweep' },
    text: `package main

import (
	"fmt"
	"runtime"
)

type Station struct {
	name  string
	lines []*Station
	seen  bool
}

func connect(a, b *Station) {
	a.lines = append(a.lines, b)
	b.lines = append(b.lines, a)
}

func closeLine(a *Station, to string) {
	var left []*Station
	for _, station := range a.lines {
		if station.name != to {
			left = append(left, station)
		}
	}
	a.lines = left
}

func reached(from *Station) int {
	if from.seen {
		return 0
	}
	from.seen = true
	count := 1
	for _, station := range from.lines {
		count += reached(station)
	}
	from.seen = false
	return count
}

func network() *Station {
	centre, south := &Station{name: "centre"}, &Station{name: "south"}
	north, park, lake := &Station{name: "north"}, &Station{name: "park"}, &Station{name: "lake"}
	connect(centre, south)
	connect(centre, north)
	connect(north, park)
	connect(park, lake)
	connect(lake, north)
	return centre
}

func main() {
	centre := network()
	fmt.Println(len(centre.lines), reached(centre) > 2)
	// The part beyond is a cycle that nothing leads to. ¦ 那一头是没有什么通向它的环。
	closeLine(centre, "north")
	runtime.GC()
	fmt.Println(len(centre.lines), reached(centre))
}
`,
  },
  {
    id: 'go-arena',
    kind: 'program',
    group: 'structures',
    lesson: 16,
    title: { en: 'Indices instead of pointers', 'zh-CN': '用下标代替指针' },
    about: {
      en: 'The same tree twice: as seven objects, and as one array whose elements name each other by number.',
      'zh-CN': '同一棵树两种写法：七个对象；或者一个数组，元素用编号互相指认。',
    },
    look: {
      en: 'Compare the two collections: the first marks every node, the second one array that holds no pointer at all. The price: nothing in the array goes before all of it does.',
      'zh-CN':
        '比较两次回收：第一次标记每个结点，第二次只标记一个不含指针的数组。代价是：数组里的任何一个都不能先走。',
    },
    settings: { heapBytes: 8192, collector: 'mark-sweep' },
    text: `package main

import (
	"fmt"
	"runtime"
)

type Node struct {
	value       int
	left, right *Node
}

func nodes(depth int) *Node {
	if depth == 0 {
		return nil
	}
	return &Node{depth, nodes(depth - 1), nodes(depth - 1)}
}

type Cell struct {
	value       int
	left, right int32
}

type Arena struct{ cells []Cell }

// Number of the new cell; 0 stands for none. ¦ 新单元的编号；0 表示没有。
func (a *Arena) grow(depth int) int32 {
	if depth == 0 {
		return 0
	}
	left, right := a.grow(depth-1), a.grow(depth-1)
	a.cells = append(a.cells, Cell{depth, left, right})
	return int32(len(a.cells) - 1)
}

func main() {
	tree := nodes(3)
	runtime.GC()
	fmt.Println(tree.value, tree.left.value)
	tree = nil

	arena := &Arena{make([]Cell, 1, 8)}
	root := arena.grow(3)
	runtime.GC()
	top := arena.cells[root]
	fmt.Println(top.value, arena.cells[top.left].value, tree == nil)
}
`,
  },
];
