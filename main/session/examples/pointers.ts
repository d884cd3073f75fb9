/** Programs about pointers, and about what lives on the stack and what on the heap. */
import type { Written } from './example.ts';

export const pointerExamples: readonly Written[] = [
  {
    id: 'go-pointer',
    kind: 'program',
    group: 'pointers',
    lesson: 1,
    title: { en: 'Through a pointer', 'zh-CN': '通过指针赋值' },
    about: {
      en: 'a holds the address of b, and *a = 10 changes b.',
      'zh-CN': 'a 保存 b 的地址，*a = 10 改变的是 b。',
    },
    look: {
      en: 'The gutter says that b stays on the stack, and the heap stays empty: two values in a frame. Set escape analysis to “Everything on the heap” and run again: now b is an object.',
      'zh-CN':
        '边栏说明 b 留在栈上，堆一直是空的：只有栈帧里的两个值。把逃逸分析改成“全部放在堆上”再运行：b 就成了一个对象。',
    },
    settings: { heapBytes: 4096, collector: 'mark-sweep' },
    text: `package main

import "fmt"

func main() {
	b := 1
	a := &b
	// The assignment goes through the pointer: it is b that changes. ¦ 赋值经过指针：改变的是 b。
	*a = 10
	fmt.Println(b)
}
`,
  },
  {
    id: 'go-copy',
    kind: 'program',
    group: 'pointers',
    lesson: 1,
    title: { en: 'A copy and an alias', 'zh-CN': '副本与别名' },
    about: {
      en: 'Assigning a struct copies it; assigning a pointer makes two names for one object.',
      'zh-CN': '结构体赋值会复制；指针赋值则让一个对象有两个名字。',
    },
    look: {
      en: 'Step to the end: p and q lead to the same object, copied lies in the frame. Watch the count of the object go to 2 and back to 1.',
      'zh-CN': '单步到最后：p 和 q 指向同一个对象，copied 在栈帧里。看对象的计数变成 2，又回到 1。',
    },
    settings: { heapBytes: 4096, collector: 'refcount' },
    text: `package main

import "fmt"

type Point struct{ x, y int }

func newPoint(x, y int) *Point {
	return &Point{x, y}
}

func main() {
	p := newPoint(1, 2)
	// Two names for one object. ¦ 一个对象，两个名字。
	q := p
	q.x = 10
	// A copy has a life of its own. ¦ 副本有自己的生命。
	copied := *p
	copied.x = 20
	fmt.Println(p.x, q.x, copied.x)
	q = nil
	fmt.Println(p.x, q == nil)
}
`,
  },
  {
    id: 'go-escape',
    kind: 'program',
    group: 'pointers',
    lesson: 2,
    title: { en: 'What escapes, and why', 'zh-CN': '谁会逃逸，为什么' },
    about: {
      en: 'Five ways out of a frame: returned, stored in a global, sent, captured, boxed; and two that stay.',
      'zh-CN': '离开栈帧的五条路：返回、存入全局变量、发送、捕获、装箱；还有两个留下来的。',
    },
    look: {
      en: 'Rest the pointer on the marks in the gutter: each gives its reason. Then run: every variable marked “heap” is an object on the stage, the others are values in their frame.',
      'zh-CN':
        '把指针停在边栏的标记上：每个标记都给出理由。然后运行：标记为“堆”的变量在舞台上都是对象，其余的是栈帧里的值。',
    },
    settings: { heapBytes: 8192, collector: 'mark-sweep' },
    text: `package main

import "fmt"

var global *int

func returned() *int {
	r := 1
	return &r
}

func stored() {
	s := 2
	global = &s
}

func sent(out chan *int) {
	t := 3
	out <- &t
}

func captured() func() int {
	count := 0
	return func() int {
		count++
		return count
	}
}

// The pointer is only read here: its variable may stay. ¦ 这里只读指针：它指向的变量可以留在栈上。
func lent(p *int) int {
	return *p + 1
}

func main() {
	stored()
	out := make(chan *int, 1)
	sent(out)
	next := captured()
	next()
	here := 5
	pointer := &here
	*pointer += lent(&here)
	fmt.Println(*returned(), *global, *<-out, next(), here)
}
`,
  },
  {
    id: 'go-boxing',
    kind: 'program',
    group: 'pointers',
    lesson: 2,
    title: { en: 'Values in interfaces', 'zh-CN': '接口里的值' },
    about: {
      en: 'An interface is two words: a type and a pointer. A value that goes into one is copied to the heap.',
      'zh-CN': '接口是两个字：类型和指针。放进接口的值会被复制到堆上。',
    },
    look: {
      en: 'Step through the three assignments: the struct and the large number get a box each, the pointer goes in as it is. Numbers below 256 need no box: Go keeps one for each.',
      'zh-CN':
        '单步执行三次赋值：结构体和大整数各得到一个盒子，指针则原样放入。小于 256 的数不需要盒子：Go 为它们各留了一个。',
    },
    settings: { heapBytes: 4096, collector: 'refcount' },
    text: `package main

import "fmt"

type Shape interface{ Area() int }

type Square struct{ side int }

func (s Square) Area() int { return s.side * s.side }

type Field struct{ width, height int }

func (f *Field) Area() int { return f.width * f.height }

func total(shapes []Shape) int {
	sum := 0
	for _, shape := range shapes {
		sum += shape.Area()
	}
	return sum
}

func main() {
	// A struct is copied into a box. ¦ 结构体被复制进盒子。
	var first Shape = Square{3}
	// A pointer goes in as it is. ¦ 指针原样放入。
	var second Shape = &Field{2, 5}
	fmt.Println(total([]Shape{first, second}))
	var small, large any = 7, 7000
	fmt.Println(small, large)
}
`,
  },
  {
    id: 'go-closures',
    kind: 'program',
    group: 'pointers',
    lesson: 2,
    title: { en: 'Closures share what they capture', 'zh-CN': '闭包共享捕获的变量' },
    about: {
      en: 'Two functions made by one call hold the same variable; it dies with the last of them.',
      'zh-CN': '一次调用做出的两个函数共用同一个变量；最后一个函数消失时变量才死亡。',
    },
    look: {
      en: 'In the graph both closures point to the box of balance. After deposit = nil it is still alive: balance holds it. After read = nil all of it goes.',
      'zh-CN':
        '图中两个闭包都指向 balance 的盒子。执行 deposit = nil 之后它还活着：被另一个闭包持有。执行 read = nil 之后全部消失。',
    },
    settings: { heapBytes: 4096, collector: 'refcount' },
    text: `package main

import "fmt"

func account(start int) (func(int), func() int) {
	balance := start
	deposit := func(amount int) { balance += amount }
	read := func() int { return balance }
	return deposit, read
}

func main() {
	deposit, read := account(100)
	deposit(50)
	fmt.Println(read())
	// The variable is still held by the other closure. ¦ 变量还被另一个闭包持有。
	deposit = nil
	fmt.Println(read(), deposit == nil)
	read = nil
	fmt.Println(read == nil)
}
`,
  },
  {
    id: 'go-loop-variable',
    kind: 'program',
    group: 'pointers',
    lesson: 2,
    title: { en: 'A loop variable for each round', 'zh-CN': '每轮循环一个变量' },
    about: {
      en: 'Since Go 1.22 each round of a loop has its own variable, so captured ones are different objects.',
      'zh-CN': '自 Go 1.22 起，每轮循环都有自己的变量，被捕获的是不同的对象。',
    },
    look: {
      en: 'Three closures lead to three boxes of i. The loop below shares one variable declared outside: three closures, one box.',
      'zh-CN': '三个闭包指向三个 i 的盒子。下面的循环共用外面声明的一个变量：三个闭包，一个盒子。',
    },
    settings: { heapBytes: 4096, collector: 'mark-sweep' },
    text: `package main

import "fmt"

func call(functions []func() int) {
	for _, function := range functions {
		fmt.Print(function(), " ")
	}
	fmt.Println()
}

func main() {
	var own []func() int
	for i := 0; i < 3; i++ {
		own = append(own, func() int { return i })
	}
	call(own)

	var shared []func() int
	// Declared outside: every round changes the same variable. ¦ 在外面声明：每一轮改的是同一个变量。
	var j int
	for j = 0; j < 3; j++ {
		shared = append(shared, func() int { return j })
	}
	call(shared)
}
`,
  },
  {
    id: 'go-defer',
    kind: 'program',
    group: 'pointers',
    lesson: 2,
    title: { en: 'A stack of deferred calls', 'zh-CN': '延迟调用的栈' },
    about: {
      en: 'Deferred calls keep their arguments until the function ends, last in, first out.',
      'zh-CN': '延迟调用把参数保留到函数结束，后进先出。',
    },
    look: {
      en: 'In the loop each defer makes a record on the heap that leads to the one before: a stack of records. At the end they run and go, newest first. The file stays open until then.',
      'zh-CN':
        '循环里每个 defer 都在堆上做一条记录，指向前一条：一个记录的栈。最后它们从最新的开始执行并消失。文件一直开到那时。',
    },
    settings: { heapBytes: 4096, collector: 'refcount' },
    text: `package main

import "fmt"

type File struct{ name string }

func open(name string) *File {
	fmt.Println("open", name)
	return &File{name}
}

func (f *File) Close() {
	fmt.Println("close", f.name)
}

func readAll(names []string) {
	for _, name := range names {
		file := open(name)
		// Closed when the function ends, not at the end of this round. ¦ 函数结束时才关闭，而不是这一轮结束时。
		defer file.Close()
	}
	fmt.Println("all are still open")
}

func main() {
	readAll([]string{"a.txt", "b.txt", "c.txt"})
}
`,
  },
];
