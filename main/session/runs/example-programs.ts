/** Ready programs for the sandbox: valid Go, each with one thing to watch. */
import type { Written } from './examples.ts';

export const programs: readonly Written[] = [
  {
    id: 'go-pointer',
    kind: 'program',
    title: { en: 'Go: through a pointer', 'zh-CN': 'Go：通过指针赋值' },
    about: {
      en: 'a holds the address of b, and *a = 10 changes b. Where do the two live? The gutter says it.',
      'zh-CN': 'a 保存 b 的地址，*a = 10 改变的是 b。它们住在哪里？看编辑器的边栏。',
    },
    settings: { heapBytes: 4096, collector: 'mark-sweep' },
    text: `package main

import "fmt"

func main() {
	b := 1
	a := &b
	*a = 10
	fmt.Println(b)
}
`,
  },
  {
    id: 'go-list',
    kind: 'program',
    title: { en: 'Go: a list that is let go', 'zh-CN': 'Go：放开的链表' },
    about: {
      en: 'A function builds a list of five nodes. Dropping the one variable lets all five die, one after another.',
      'zh-CN': '函数建立五个结点的链表。放开唯一的变量，五个结点依次死亡。',
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
	list = nil
	fmt.Println(list == nil)
}
`,
  },
  {
    id: 'go-cycle',
    kind: 'program',
    title: { en: 'Go: a doubly linked pair', 'zh-CN': 'Go：双向链接' },
    about: {
      en: 'Parent and child hold each other. Under counting the pair leaks; under mark-sweep runtime.GC frees it.',
      'zh-CN': '父子互相引用。引用计数下会泄漏；标记—清除下 runtime.GC 会释放它们。',
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
    id: 'go-slice',
    kind: 'program',
    title: { en: 'Go: a slice that keeps its array', 'zh-CN': 'Go：切片拖住整个数组' },
    about: {
      en: 'Three elements are kept of a thousand, and all thousand stay. Copying the three would let them go.',
      'zh-CN': '只保留一千个元素中的三个，一千个却都留在内存里。复制这三个就能放开其余的。',
    },
    settings: { heapBytes: 32768, collector: 'mark-sweep' },
    text: `package main

import (
	"fmt"
	"runtime"
)

func firstThree() []int {
	all := make([]int, 1000)
	for i := range all {
		all[i] = i * i
	}
	return all[:3]
}

func copyOfThree() []int {
	all := firstThree()
	three := make([]int, 3)
	copy(three, all)
	return three
}

func main() {
	kept := firstThree()
	runtime.GC()
	fmt.Println(len(kept), kept)
	kept = copyOfThree()
	runtime.GC()
	fmt.Println(len(kept), kept)
}
`,
  },
  {
    id: 'go-goroutines',
    kind: 'program',
    title: { en: 'Go: a producer and a consumer', 'zh-CN': 'Go：生产者与消费者' },
    about: {
      en: 'Each goroutine has a stack of its own, and its slots are roots until it ends.',
      'zh-CN': '每个 goroutine 有自己的栈；在它结束之前，栈上的槽位都是根。',
    },
    settings: { heapBytes: 16384, collector: 'mark-sweep' },
    text: `package main

import "fmt"

type Job struct{ number int }

func produce(jobs chan *Job) {
	for i := 1; i <= 4; i++ {
		jobs <- &Job{i}
	}
	close(jobs)
}

func main() {
	jobs := make(chan *Job)
	go produce(jobs)
	sum := 0
	for job := range jobs {
		sum += job.number
	}
	fmt.Println(sum)
}
`,
  },
];
