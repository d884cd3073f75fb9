/** Programs with several goroutines: each has a stack, and each stack is a set of roots. */
import type { Written } from './example.ts';

export const goroutineExamples: readonly Written[] = [
  {
    id: 'go-goroutines',
    kind: 'program',
    group: 'goroutines',
    lesson: 10,
    title: { en: 'A producer and a consumer', 'zh-CN': '生产者与消费者' },
    about: {
      en: 'Jobs travel through a channel: while one is on its way, the channel holds it.',
      'zh-CN': '任务经过通道：在路上的时候，由通道持有。',
    },
    look: {
      en: 'Two stacks stand in the list of frames. Follow one job: held by a slot of the producer, then by the channel, then by a slot of main.',
      'zh-CN':
        '栈帧列表里有两个栈。跟着一个任务看：先由生产者的槽位持有，再由通道持有，然后由 main 的槽位持有。',
    },
    settings: { heapBytes: 16384, collector: 'refcount' },
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
	jobs := make(chan *Job, 2)
	go produce(jobs)
	sum := 0
	for job := range jobs {
		sum += job.number
	}
	fmt.Println(sum)
}
`,
  },
  {
    id: 'go-workers',
    kind: 'program',
    group: 'goroutines',
    lesson: 10,
    title: { en: 'Workers, a mutex and a wait group', 'zh-CN': '工作协程、互斥锁与等待组' },
    about: {
      en: 'Three goroutines add to one result. What they share is captured, and so it is on the heap.',
      'zh-CN': '三个 goroutine 累加到同一个结果。它们共用的变量被捕获，因此在堆上。',
    },
    look: {
      en: 'The gutter says that result escapes: the goroutines may outlive the frame. Step over the lock and see who waits.',
      'zh-CN': '边栏说明 result 会逃逸：goroutine 可能比栈帧活得久。单步越过加锁，看谁在等待。',
    },
    settings: { heapBytes: 16384, collector: 'mark-sweep' },
    text: `package main

import (
	"fmt"
	"sync"
)

type Result struct {
	lock sync.Mutex
	sum  int
}

func (r *Result) add(amount int) {
	r.lock.Lock()
	defer r.lock.Unlock()
	r.sum += amount
}

func main() {
	var result Result
	var done sync.WaitGroup
	for worker := 1; worker <= 3; worker++ {
		done.Add(1)
		go func() {
			defer done.Done()
			for i := 0; i < 3; i++ {
				result.add(worker * 10)
			}
		}()
	}
	// All workers have ended before the sum is read. ¦ 读取总和之前，所有工作协程都已结束。
	done.Wait()
	fmt.Println(result.sum)
}
`,
  },
  {
    id: 'go-done-channel',
    kind: 'program',
    group: 'goroutines',
    lesson: 17,
    title: { en: 'Telling a goroutine to end', 'zh-CN': '让 goroutine 结束' },
    about: {
      en: 'A ticket is taken before each number and no ticket means the end: the cure for a goroutine leak.',
      'zh-CN': '每个数之前先取一张票，没有票就结束：治疗 goroutine 泄漏的办法。',
    },
    look: {
      en: 'After close(tickets) the generator returns, and its stack goes with the block that lies in it. Leave the close out and run again: one goroutine stays.',
      'zh-CN':
        '执行 close(tickets) 之后，生成器返回，它的栈连同其中的块一起消失。去掉 close 再运行：有一个 goroutine 留着。',
    },
    settings: { heapBytes: 8192, collector: 'refcount' },
    text: `package main

import (
	"fmt"
	"runtime"
)

type Block struct{ numbers [16]int }

func generate(tickets chan bool, numbers chan int) {
	block := new(Block)
	for i := 0; ; i++ {
		// Without a ticket there is nothing left to do. ¦ 没有票，就没有事可做了。
		if _, more := <-tickets; !more {
			close(numbers)
			return
		}
		block.numbers[i%16] = i * i
		numbers <- block.numbers[i%16]
	}
}

func main() {
	tickets, numbers := make(chan bool), make(chan int)
	go generate(tickets, numbers)
	for i := 0; i < 3; i++ {
		tickets <- true
		fmt.Println(<-numbers)
	}
	close(tickets)
	_, more := <-numbers
	runtime.Gosched()
	fmt.Println(more, "goroutines:", runtime.NumGoroutine())
}
`,
  },
  {
    id: 'go-deadlock',
    kind: 'program',
    group: 'goroutines',
    lesson: 17,
    title: { en: 'A deadlock', 'zh-CN': '死锁' },
    about: {
      en: 'Two goroutines each wait for the other. Go sees it, says so and ends the program.',
      'zh-CN': '两个 goroutine 互相等待。Go 发现后说明情况并结束程序。',
    },
    look: {
      en: 'The run ends with Go’s own message. Step back and look at the frames: which channel does each of them wait for?',
      'zh-CN': '运行以 Go 自己的消息结束。退回去看栈帧：它们各在等哪个通道？',
    },
    settings: { heapBytes: 8192, collector: 'mark-sweep' },
    text: `package main

import "fmt"

func swap(from, to chan int) {
	// Waits for the other to begin. ¦ 等对方先开始。
	value := <-from
	to <- value + 1
}

func main() {
	left, right := make(chan int), make(chan int)
	go swap(left, right)
	fmt.Println("waiting")
	swap(right, left)
	fmt.Println("never printed")
}
`,
  },
];
