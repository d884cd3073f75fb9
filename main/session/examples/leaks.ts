/** Programs that keep what they do not need any more: a collector cannot help them. */
import type { Written } from './example.ts';

export const leakExamples: readonly Written[] = [
  {
    id: 'go-leaking-cache',
    kind: 'program',
    group: 'leaks',
    lesson: 17,
    title: { en: 'A cache that only grows', 'zh-CN': '只增不减的缓存' },
    about: {
      en: 'Every answer is remembered for ever: reachable, so no collector may free it, and never used again.',
      'zh-CN': '每个答案都永远记着：可达，所以没有回收器可以释放它；而且再也用不到。',
    },
    look: {
      en: 'The live bytes in the charts climb through every collection. Ask “Why is it alive?” of an old answer: the path leads through the global map.',
      'zh-CN':
        '图表里的存活字节穿过每次回收一路上升。对旧的答案问“它为什么活着？”：路径经过全局的映射表。',
    },
    settings: { heapBytes: 16384, collector: 'mark-sweep' },
    text: `package main

import (
	"fmt"
	"runtime"
)

type Answer struct {
	question int
	text     [8]int
}

var answers = map[int]*Answer{}

func ask(question int) *Answer {
	if known, found := answers[question]; found {
		return known
	}
	answer := &Answer{question: question}
	// Nothing ever takes it out again. ¦ 再也没有什么把它取出来。
	answers[question] = answer
	return answer
}

func main() {
	for day := 0; day < 4; day++ {
		for question := 0; question < 8; question++ {
			ask(day*8 + question)
		}
		runtime.GC()
		fmt.Println("remembered:", len(answers))
	}
}
`,
  },
  {
    id: 'go-goroutine-leak',
    kind: 'program',
    group: 'leaks',
    lesson: 17,
    title: { en: 'Goroutines that never end', 'zh-CN': '永不结束的 goroutine' },
    about: {
      en: 'The first answer is taken, the others wait for ever to hand theirs over, with all they hold.',
      'zh-CN': '只取第一个答案，其余的永远等着交出自己的，连同它们持有的一切。',
    },
    look: {
      en: 'At the end two goroutines stand in the list of frames, each a root of its page. A channel with room for three would let them end.',
      'zh-CN': '最后栈帧列表里还有两个 goroutine，各是一页的根。容量为三的通道能让它们结束。',
    },
    settings: { heapBytes: 16384, collector: 'mark-sweep' },
    text: `package main

import (
	"fmt"
	"runtime"
)

type Page struct {
	server int
	text   [32]int
}

func fetch(server int, answers chan *Page) {
	page := &Page{server: server}
	// Who is not first waits here for ever. ¦ 不是第一个的，永远等在这里。
	answers <- page
}

func first(servers int) int {
	answers := make(chan *Page)
	for server := 1; server <= servers; server++ {
		go fetch(server, answers)
	}
	return (<-answers).server
}

func main() {
	fastest := first(3)
	runtime.Gosched()
	runtime.GC()
	fmt.Println(fastest > 0, "goroutines:", runtime.NumGoroutine())
}
`,
  },
  {
    id: 'go-stack-slots',
    kind: 'program',
    group: 'leaks',
    lesson: 17,
    title: { en: 'A stack that forgets to let go', 'zh-CN': '忘了放手的栈' },
    about: {
      en: 'pop makes the slice shorter, but the array behind it still holds what was popped.',
      'zh-CN': 'pop 让切片变短，但背后的数组仍然持有弹出的元素。',
    },
    look: {
      en: 'After the first collection all four tasks are alive though the stack is empty. popClean clears the place first, and the second collection frees them.',
      'zh-CN':
        '第一次回收之后，栈是空的，四个任务却都活着。popClean 先清空位置，第二次回收就释放它们。',
    },
    settings: { heapBytes: 8192, collector: 'mark-sweep' },
    text: `package main

import (
	"fmt"
	"runtime"
)

type Task struct{ steps [8]int }

type Stack struct{ tasks []*Task }

func (s *Stack) push() {
	s.tasks = append(s.tasks, new(Task))
}

func (s *Stack) pop() {
	s.tasks = s.tasks[:len(s.tasks)-1]
}

func (s *Stack) popClean() {
	// The array must not hold it any more. ¦ 数组不能再持有它。
	s.tasks[len(s.tasks)-1] = nil
	s.pop()
}

func main() {
	stack := &Stack{}
	for i := 0; i < 4; i++ {
		stack.push()
	}
	for i := 0; i < 4; i++ {
		stack.pop()
	}
	runtime.GC()
	fmt.Println("empty:", len(stack.tasks) == 0)
	for i := 0; i < 4; i++ {
		stack.push()
	}
	for i := 0; i < 4; i++ {
		stack.popClean()
	}
	runtime.GC()
	fmt.Println("empty:", len(stack.tasks) == 0)
}
`,
  },
];
