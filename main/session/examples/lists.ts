/** Programs about linked lists: who holds whom, and what goes when something lets go. */
import type { Written } from './example.ts';

export const listExamples: readonly Written[] = [
  {
    id: 'go-list',
    kind: 'program',
    group: 'structures',
    lesson: 6,
    title: { en: 'A linked list that is let go', 'zh-CN': '放开的链表' },
    about: {
      en: 'Five nodes hang on one variable. Dropping it lets all five die, one after another.',
      'zh-CN': '五个结点挂在一个变量上。放开它，五个结点依次死亡。',
    },
    look: {
      en: 'At list = nil one write starts a cascade of five deaths. Under mark-sweep the same write costs nothing, and the nodes stay until a collection.',
      'zh-CN':
        '在 list = nil 处，一次写入引起五次死亡的连锁。在标记-清扫下，同样的写入不花代价，结点留到下一次回收。',
    },
    settings: { heapBytes: 4096, collector: 'refcount' },
    text: `package main

import "fmt"

type Node struct {
	value int
	next  *Node
}

func build(n int) *Node {
	var head *Node
	for i := 0; i < n; i++ {
		head = &Node{i, head}
	}
	return head
}

func main() {
	list := build(5)
	sum := 0
	for node := list; node != nil; node = node.next {
		sum += node.value
	}
	fmt.Println(sum)
	// The only reference from outside goes. ¦ 来自外面的唯一引用消失。
	list = nil
	fmt.Println(list == nil)
}
`,
  },
  {
    id: 'go-cycle',
    kind: 'program',
    group: 'structures',
    lesson: 8,
    title: { en: 'Parent and child hold each other', 'zh-CN': '父子互相引用' },
    about: {
      en: 'Three pairs are made and forgotten. Counting never frees one of them.',
      'zh-CN': '造出三对又忘掉。引用计数一对也释放不了。',
    },
    look: {
      en: 'After each call of pair two objects are garbage with a count of 1. Choose mark-sweep and run again: runtime.GC frees all six.',
      'zh-CN':
        '每次调用 pair 之后，有两个对象是计数为 1 的垃圾。改用标记-清扫再运行：runtime.GC 释放全部六个。',
    },
    settings: { heapBytes: 4096, collector: 'refcount' },
    text: `package main

import (
	"fmt"
	"runtime"
)

type Node struct {
	name          string
	parent, child *Node
}

func pair() string {
	parent := &Node{name: "parent"}
	child := &Node{name: "child", parent: parent}
	parent.child = child
	return child.parent.name
}

func main() {
	for i := 0; i < 3; i++ {
		fmt.Println(pair())
	}
	runtime.GC()
	fmt.Println("collected")
}
`,
  },
  {
    id: 'go-doubly-linked',
    kind: 'program',
    group: 'structures',
    lesson: 8,
    title: { en: 'A doubly linked list', 'zh-CN': '双向链表' },
    about: {
      en: 'Forward and backward links make a cycle of every two neighbours: under counting the list leaks.',
      'zh-CN': '前后链接使每两个相邻结点成环：在引用计数下，链表会泄漏。',
    },
    look: {
      en: 'After list = List{} all nodes are garbage and none is freed. Compare with the next example, where the way back is weak.',
      'zh-CN':
        '执行 list = List{} 之后，所有结点都是垃圾，却一个也没有释放。与下一个示例对比：那里回头的链接是弱引用。',
    },
    settings: { heapBytes: 4096, collector: 'refcount' },
    text: `package main

import "fmt"

type Node struct {
	value          int
	next, previous *Node
}

type List struct{ first, last *Node }

func (l *List) add(value int) {
	node := &Node{value: value, previous: l.last}
	if l.last == nil {
		l.first = node
	} else {
		l.last.next = node
	}
	l.last = node
}

func main() {
	var list List
	for i := 1; i <= 4; i++ {
		list.add(i)
	}
	for node := list.last; node != nil; node = node.previous {
		fmt.Print(node.value, " ")
	}
	fmt.Println()
	// Nothing leads to the nodes any more, yet each is counted by its neighbours. ¦ 已经没有什么通向这些结点，但每个都被邻居计着数。
	list = List{}
	fmt.Println(list.first == nil)
}
`,
  },
  {
    id: 'go-doubly-linked-weak',
    kind: 'program',
    group: 'structures',
    lesson: 8,
    title: { en: 'A doubly linked list with weak links back', 'zh-CN': '回链为弱引用的双向链表' },
    about: {
      en: 'The way back is a weak.Pointer: it is not counted, so no cycle holds itself.',
      'zh-CN': '回头的链接是 weak.Pointer：不计数，也就没有环能自己撑住自己。',
    },
    look: {
      en: 'The same steps as in the list before, but after list = List{} the nodes die one after another. A weak pointer is an object of its own on the stage, with no edge to its target.',
      'zh-CN':
        '步骤与前一个链表相同，但执行 list = List{} 之后，结点依次死亡。弱指针在舞台上是单独的对象，没有指向目标的边。',
    },
    settings: { heapBytes: 4096, collector: 'refcount' },
    text: `package main

import (
	"fmt"
	"weak"
)

type Node struct {
	value    int
	next     *Node
	previous weak.Pointer[Node]
}

type List struct{ first, last *Node }

func (l *List) add(value int) {
	node := &Node{value: value, previous: weak.Make(l.last)}
	if l.last == nil {
		l.first = node
	} else {
		l.last.next = node
	}
	l.last = node
}

func main() {
	var list List
	for i := 1; i <= 4; i++ {
		list.add(i)
	}
	for node := list.last; node != nil; node = node.previous.Value() {
		fmt.Print(node.value, " ")
	}
	fmt.Println()
	// Each node is held by the one before it, and by nothing else. ¦ 每个结点只被它前面的结点持有。
	list = List{}
	fmt.Println(list.first == nil)
}
`,
  },
  {
    id: 'go-lru',
    kind: 'program',
    group: 'structures',
    lesson: 8,
    title: { en: 'An LRU cache', 'zh-CN': 'LRU 缓存' },
    about: {
      en: 'A map finds an entry, a ring of entries keeps the order of use; the oldest makes room.',
      'zh-CN': '映射表负责查找，一圈条目记录使用顺序；最久未用的让出位置。',
    },
    look: {
      en: 'An entry is held by the map and by its neighbours. evict has to cut all of them: forget the delete and it leaks, forget the links and it is still used.',
      'zh-CN':
        '一个条目既被映射表持有，也被邻居持有。evict 必须全部剪断：忘了 delete 就泄漏，忘了链接就仍在使用。',
    },
    settings: { heapBytes: 8192, collector: 'refcount' },
    text: `package main

import "fmt"

type Entry struct {
	key, value     int
	next, previous *Entry
}

type Cache struct {
	entries map[int]*Entry
	// Stands between newest and oldest. ¦ 位于最新与最旧之间。
	ring *Entry
	room int
}

func newCache(room int) *Cache {
	ring := &Entry{}
	ring.next, ring.previous = ring, ring
	return &Cache{map[int]*Entry{}, ring, room}
}

func (c *Cache) unlink(e *Entry) {
	e.previous.next, e.next.previous = e.next, e.previous
	e.next, e.previous = nil, nil
}

func (c *Cache) linkNewest(e *Entry) {
	e.previous, e.next = c.ring, c.ring.next
	c.ring.next.previous = e
	c.ring.next = e
}

func (c *Cache) evict() {
	oldest := c.ring.previous
	c.unlink(oldest)
	delete(c.entries, oldest.key)
}

func (c *Cache) put(key, value int) {
	if len(c.entries) == c.room {
		c.evict()
	}
	e := &Entry{key: key, value: value}
	c.entries[key] = e
	c.linkNewest(e)
}

func (c *Cache) get(key int) (int, bool) {
	e, found := c.entries[key]
	if !found {
		return 0, false
	}
	c.unlink(e)
	c.linkNewest(e)
	return e.value, true
}

func main() {
	cache := newCache(2)
	cache.put(1, 10)
	cache.put(2, 20)
	cache.get(1)
	// 2 was not used for longest: it goes. ¦ 2 最久没有使用：它被淘汰。
	cache.put(3, 30)
	for key := 1; key <= 3; key++ {
		value, found := cache.get(key)
		fmt.Println(key, value, found)
	}
}
`,
  },
];
