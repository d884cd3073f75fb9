/** Programs made for one collector or allocator: change the setting and see what it was good for. */
import type { Written } from './example.ts';

export const collectorExamples: readonly Written[] = [
  {
    id: 'go-young',
    kind: 'program',
    group: 'collectors',
    lesson: 13,
    title: { en: 'Most objects die young', 'zh-CN': '多数对象朝生夕死' },
    about: {
      en: 'Every round makes a handful of objects and keeps one in ten: what a nursery is made for.',
      'zh-CN': '每轮做出一把对象，十个里只留一个：新生代正是为此而设。',
    },
    look: {
      en: 'Small collections empty the nursery and move the few survivors out. Compare with mark-sweep side by side: how much does each of them look at?',
      'zh-CN': '小回收清空新生代，把少数幸存者移出去。与标记-清扫并排对比：各要查看多少？',
    },
    settings: { heapBytes: 8192, collector: 'generational', nurseryBytes: 1024 },
    text: `package main

import "fmt"

type Point struct{ x, y int }

func add(a, b *Point) *Point {
	return &Point{a.x + b.x, a.y + b.y}
}

func main() {
	kept := make([]*Point, 0, 8)
	for round := 0; round < 40; round++ {
		sum := &Point{}
		// Each sum but the last of a round is dropped at once. ¦ 除了每轮最后一个，其余的和立即被丢弃。
		for i := 0; i < 4; i++ {
			sum = add(sum, &Point{i, round})
		}
		if round%10 == 9 {
			kept = append(kept, sum)
		}
	}
	for _, point := range kept {
		fmt.Println(point.x, point.y)
	}
}
`,
  },
  {
    id: 'go-fragmentation',
    kind: 'program',
    group: 'collectors',
    lesson: 5,
    title: { en: 'Holes between what stays', 'zh-CN': '留下者之间的空洞' },
    about: {
      en: 'Every other record dies, and a long one fits into none of the holes.',
      'zh-CN': '每隔一条记录死亡一条，而长记录放不进任何一个空洞。',
    },
    look: {
      en: 'The long record goes to the end, past twelve holes. Give the heap 2000 bytes: more than twice of what is asked for is free, and the run ends out of memory. Then choose mark-compact: the holes become one, and it gets through.',
      'zh-CN':
        '长记录越过十二个空洞，放到末尾。把堆改成 2000 字节：空闲的是所需的两倍多，运行却因内存耗尽而结束。再改用标记-整理：空洞合成一个，就能跑完。',
    },
    settings: { heapBytes: 2048, collector: 'refcount' },
    text: `package main

import "fmt"

type Short struct{ words [6]int }

type Long struct{ words [60]int }

func fill(n int) []*Short {
	records := make([]*Short, n)
	for i := range records {
		records[i] = new(Short)
	}
	return records
}

func main() {
	records := fill(24)
	// Every second record goes: holes of its size remain. ¦ 隔一条删一条：留下同样大小的空洞。
	for i := 0; i < len(records); i += 2 {
		records[i] = nil
	}
	long := new(Long)
	long.words[0] = len(records)
	keep(long)
	fmt.Println(kept.words[0], records[1] != nil)
}

var kept *Long

func keep(long *Long) {
	kept = long
}
`,
  },
  {
    id: 'go-rings',
    kind: 'program',
    group: 'collectors',
    lesson: 9,
    title: { en: 'Counting that finds cycles', 'zh-CN': '能找到环的计数' },
    about: {
      en: 'Rings are made and dropped. Counting alone would keep them; trial deletion tries each suspect.',
      'zh-CN': '造出环又丢掉。单靠计数会留住它们；试探删除则逐个检查嫌疑对象。',
    },
    look: {
      en: 'A decrement that does not reach zero makes a candidate. Step through runtime.GC: counts go down on trial, and come back where something outside holds the ring.',
      'zh-CN':
        '减一之后没有归零的成为候选者。单步查看 runtime.GC：计数试探性地下降，若外面有谁持有这个环，又恢复原值。',
    },
    settings: { heapBytes: 8192, collector: 'refcount-cycles' },
    text: `package main

import (
	"fmt"
	"runtime"
)

type Link struct {
	number int
	next   *Link
}

func ring(n int) *Link {
	first := &Link{number: 1}
	last := first
	for i := 2; i <= n; i++ {
		last.next = &Link{number: i}
		last = last.next
	}
	last.next = first
	return first
}

func main() {
	kept := ring(3)
	ring(4)
	ring(2)
	// Six links are garbage, three are not. ¦ 六个是垃圾，三个不是。
	runtime.GC()
	fmt.Println(kept.next.next.next == kept, kept.number)
}
`,
  },
  {
    id: 'go-incremental',
    kind: 'program',
    group: 'collectors',
    lesson: 14,
    title: { en: 'Hiding a pointer from the marker', 'zh-CN': '在标记时藏起指针' },
    about: {
      en: 'While a marking is under way, the program moves the only pointer to where it has already looked.',
      'zh-CN': '标记进行时，程序把唯一的指针移到已经看过的地方。',
    },
    look: {
      en: 'The hybrid barrier shades what would be hidden, and the program prints 42. Choose the barrier “none” in the options and run again: the hidden box is freed while it is in use, another takes its place, and the program prints a wrong number.',
      'zh-CN':
        '混合写屏障会把将被藏起来的对象涂灰，程序打印 42。在选项里把屏障改为“无”再运行：藏起来的盒子在使用中被释放，别的对象占了它的位置，程序打印出错误的数。',
    },
    settings: { heapBytes: 1024, collector: 'tricolour', markBudget: 1, gogc: 50 },
    text: `package main

import "fmt"

type Box struct {
	inner *Box
	value int
}

var waste *Box

func hide(from, to *Box) {
	// Moved from where nobody has looked yet to where it will not be looked for. ¦ 从还没看过的地方移到不会再看的地方。
	to.inner = from.inner
	from.inner = nil
}

func main() {
	seen := &Box{}
	last := &Box{inner: &Box{value: 42}}
	chain := last
	for i := 0; i < 12; i++ {
		chain = &Box{inner: chain}
	}
	for round := 0; round < 30; round++ {
		waste = &Box{value: round}
		hide(last, seen)
		waste = &Box{value: round}
		hide(seen, last)
	}
	fmt.Println(last.inner.value, chain.inner.inner != nil)
}
`,
  },
  {
    id: 'go-copying',
    kind: 'program',
    group: 'collectors',
    lesson: 12,
    title: { en: 'Objects that move', 'zh-CN': '会移动的对象' },
    about: {
      en: 'A copying collector moves what is alive to the other half, side by side; what is dead costs nothing.',
      'zh-CN': '复制式回收把活着的搬到另一半，紧挨着放；死去的不花代价。',
    },
    look: {
      en: 'Watch a node in the memory view: after each collection it has another address, and every pointer to it was changed. The list ends up in the order in which it was copied.',
      'zh-CN':
        '在内存视图里盯住一个结点：每次回收之后它换了地址，指向它的每个指针也都改了。链表最终按复制的顺序排列。',
    },
    settings: { heapBytes: 1024, collector: 'semispace', allocator: 'bump' },
    text: `package main

import "fmt"

type Node struct {
	value int
	next  *Node
}

func main() {
	var list *Node
	for i := 0; i < 60; i++ {
		node := &Node{value: i}
		// One in ten is kept, the others are dropped. ¦ 十个里留一个，其余的丢弃。
		if i%10 == 0 {
			node.next = list
			list = node
		}
	}
	for node := list; node != nil; node = node.next {
		fmt.Print(node.value, " ")
	}
	fmt.Println()
}
`,
  },
];
