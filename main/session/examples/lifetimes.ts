/** Programs that watch what the collector does: weak pointers, cleanups, finalizers, pools. */
import type { Written } from './example.ts';

export const lifetimeExamples: readonly Written[] = [
  {
    id: 'go-weak-cache',
    kind: 'program',
    group: 'lifetimes',
    lesson: 17,
    title: { en: 'A cache that does not keep', 'zh-CN': '不拖住内容的缓存' },
    about: {
      en: 'The values of the map are weak pointers: a picture stays while somebody uses it.',
      'zh-CN': '映射表的值是弱指针：有人使用时，图片才留着。',
    },
    look: {
      en: 'The first collection keeps the picture that main uses and clears the weak pointer of the other. The key stays in the map: a cleanup would have to delete it.',
      'zh-CN':
        '第一次回收留下 main 正在使用的图片，并清空另一张的弱指针。键还留在映射表里：要靠清理函数来删除。',
    },
    settings: { heapBytes: 8192, collector: 'mark-sweep' },
    text: `package main

import (
	"fmt"
	"runtime"
	"weak"
)

type Picture struct {
	name   string
	pixels [32]int
}

type Cache struct{ pictures map[string]weak.Pointer[Picture] }

func (c *Cache) get(name string) *Picture {
	if picture := c.pictures[name].Value(); picture != nil {
		fmt.Println("kept:", name)
		return picture
	}
	fmt.Println("loaded:", name)
	picture := &Picture{name: name}
	c.pictures[name] = weak.Make(picture)
	return picture
}

func main() {
	cache := &Cache{map[string]weak.Pointer[Picture]{}}
	sun := cache.get("sun")
	cache.get("moon")
	runtime.GC()
	// The sun is in use, the moon is not. ¦ sun 还在用，moon 没有人用了。
	cache.get("sun")
	cache.get("moon")
	fmt.Println(sun.name, len(cache.pictures))
}
`,
  },
  {
    id: 'go-cleanup',
    kind: 'program',
    group: 'lifetimes',
    lesson: 17,
    title: { en: 'runtime.AddCleanup', 'zh-CN': 'runtime.AddCleanup' },
    about: {
      en: 'A function that runs after an object has gone. It gets a value of its own, never the object.',
      'zh-CN': '在对象消失之后运行的函数。它得到自己的值，而不是那个对象。',
    },
    look: {
      en: 'The handle is freed by the first collection, and only then its cleanup runs, on a goroutine of its own. Two handles that form a cycle would be cleaned up too: unlike finalizers.',
      'zh-CN':
        '第一次回收释放句柄，然后它的清理函数才在单独的 goroutine 上运行。成环的两个句柄也会被清理：这与终结器不同。',
    },
    settings: { heapBytes: 8192, collector: 'mark-sweep' },
    text: `package main

import (
	"fmt"
	"runtime"
	"time"
)

type Handle struct {
	number int
	buffer [64]byte
}

var closed = make(chan int, 4)

func open(number int) *Handle {
	handle := &Handle{number: number}
	runtime.AddCleanup(handle, func(number int) { closed <- number }, number)
	return handle
}

func use(number int) int {
	return open(number).number
}

func main() {
	fmt.Println("used", use(7))
	runtime.GC()
	// Cleanups run on their own goroutine. ¦ 清理函数在自己的 goroutine 上运行。
	time.Sleep(10 * time.Millisecond)
	fmt.Println("closed", <-closed)
}
`,
  },
  {
    id: 'go-resurrect',
    kind: 'program',
    group: 'lifetimes',
    lesson: 17,
    title: { en: 'A finalizer that brings back', 'zh-CN': '让对象复活的终结器' },
    about: {
      en: 'A finalizer gets the dead object itself and may store it: it lives again, once.',
      'zh-CN': '终结器得到死去的对象本身，并可以把它存起来：它又活了，但只有一次。',
    },
    look: {
      en: 'The first collection finds the session unreachable and keeps it for its finalizer, which stores it in a global. The second finds it again, and now it goes: a finalizer runs once.',
      'zh-CN':
        '第一次回收发现会话不可达，为终结器保留它；终结器把它存进全局变量。第二次回收再次发现它，这回它走了：终结器只运行一次。',
    },
    settings: { heapBytes: 8192, collector: 'mark-sweep' },
    text: `package main

import (
	"fmt"
	"runtime"
	"time"
)

type Session struct {
	name string
	data [64]byte
}

var saved *Session

func begin() {
	session := &Session{name: "s1"}
	runtime.SetFinalizer(session, func(s *Session) {
		// Reachable again. ¦ 又可达了。
		saved = s
	})
}

func main() {
	begin()
	runtime.GC()
	time.Sleep(10 * time.Millisecond)
	fmt.Println("saved:", saved != nil, saved.name)
	saved = nil
	// No finalizer any more: this time it is freed. ¦ 不再有终结器：这次被释放。
	runtime.GC()
	time.Sleep(10 * time.Millisecond)
	fmt.Println("saved:", saved != nil)
}
`,
  },
  {
    id: 'go-pool',
    kind: 'program',
    group: 'lifetimes',
    lesson: 4,
    title: { en: 'A pool of buffers', 'zh-CN': '缓冲区池' },
    about: {
      en: 'Buffers that are done go back to a free list in the program, and nothing is allocated in the loop.',
      'zh-CN': '用完的缓冲区回到程序自己的空闲链表，循环里不再分配。',
    },
    look: {
      en: 'Ten rounds, one buffer: step through the loop and see that no object is born after the first round. A free list like that of an allocator, one level up.',
      'zh-CN': '十轮，一个缓冲区：单步执行循环，第一轮之后再没有对象诞生。这就是高一层的空闲链表。',
    },
    settings: { heapBytes: 4096, collector: 'refcount' },
    text: `package main

import "fmt"

type Buffer struct {
	bytes [48]byte
	used  int
	next  *Buffer
}

type Pool struct {
	free *Buffer
	made int
}

func (p *Pool) get() *Buffer {
	buffer := p.free
	if buffer == nil {
		p.made++
		return &Buffer{}
	}
	p.free = buffer.next
	buffer.next, buffer.used = nil, 0
	return buffer
}

// Whoever gives a buffer back must not use it any more. ¦ 归还之后就不可以再使用。
func (p *Pool) put(buffer *Buffer) {
	buffer.next = p.free
	p.free = buffer
}

func main() {
	pool := &Pool{}
	total := 0
	for round := 0; round < 10; round++ {
		buffer := pool.get()
		for i := 0; i <= round; i++ {
			buffer.bytes[buffer.used] = byte(i)
			buffer.used++
		}
		total += buffer.used
		pool.put(buffer)
	}
	fmt.Println(total, pool.made)
}
`,
  },
];
