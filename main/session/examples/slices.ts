/** Programs about slices, strings and maps: headers, backing arrays, and who shares them. */
import type { Written } from './example.ts';

export const sliceExamples: readonly Written[] = [
  {
    id: 'go-slice',
    kind: 'program',
    group: 'slices',
    lesson: 17,
    title: { en: 'A slice that keeps its array', 'zh-CN': '切片拖住整个数组' },
    about: {
      en: 'Three elements are kept of a thousand, and all thousand stay.',
      'zh-CN': '只保留一千个元素中的三个，一千个却都留在内存里。',
    },
    look: {
      en: 'After the first runtime.GC the array of 8000 bytes is alive: the slice leads into it. After the copy only 24 bytes are kept.',
      'zh-CN':
        '第一次 runtime.GC 之后，8000 字节的数组还活着：切片指向它。复制之后只留下 24 字节。',
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
	// The large array goes as soon as nothing leads into it. ¦ 一旦没有什么指向它，大数组就可以走了。
	kept = copyOfThree()
	runtime.GC()
	fmt.Println(len(kept), kept)
}
`,
  },
  {
    id: 'go-append-trap',
    kind: 'program',
    group: 'slices',
    lesson: 1,
    title: { en: 'append: sometimes a copy', 'zh-CN': 'append：有时是复制' },
    about: {
      en: 'While there is room, append writes into the shared array; when there is none, it moves to a new one.',
      'zh-CN': '有空位时，append 写进共用的数组；没有空位时，搬到新数组。',
    },
    look: {
      en: 'base, left and right lead to one array: right has overwritten what left appended. Three indices, base[:2:2], leave no room, so careful gets an array of its own.',
      'zh-CN':
        'base、left 和 right 指向同一个数组：right 覆盖了 left 追加的元素。三个下标 base[:2:2] 不留空位，所以 careful 得到自己的数组。',
    },
    settings: { heapBytes: 4096, collector: 'refcount' },
    text: `package main

import "fmt"

func main() {
	base := make([]int, 2, 4)
	// Both write into the same free place. ¦ 两者写进同一个空位。
	left := append(base, 1)
	right := append(base, 2)
	fmt.Println(left, right)
	// No room is left here: a new array is made. ¦ 这里没有空位了：做一个新数组。
	careful := append(base[:2:2], 3)
	careful[0] = 9
	fmt.Println(base, careful)
}
`,
  },
  {
    id: 'go-matrix',
    kind: 'program',
    group: 'slices',
    lesson: 2,
    title: { en: 'A matrix of slices', 'zh-CN': '切片组成的矩阵' },
    about: {
      en: 'A slice of slices is one array of headers and an array for each row; one array cut into rows is two objects.',
      'zh-CN': '切片的切片是一个头部数组外加每行一个数组；把一个数组切成行则只有两个对象。',
    },
    look: {
      en: 'Count the objects of rows and of flat on the stage. A marking visits each, an allocator places each.',
      'zh-CN': '在舞台上数一数 rows 和 flat 各有几个对象。标记要访问每一个，分配器要安放每一个。',
    },
    settings: { heapBytes: 4096, collector: 'mark-sweep' },
    text: `package main

import "fmt"

func rows(n int) [][]int {
	matrix := make([][]int, n)
	for i := range matrix {
		matrix[i] = make([]int, n)
	}
	return matrix
}

// One array for all rows. ¦ 所有的行共用一个数组。
func flat(n int) [][]int {
	matrix := make([][]int, n)
	all := make([]int, n*n)
	for i := range matrix {
		matrix[i] = all[i*n : (i+1)*n]
	}
	return matrix
}

func diagonal(matrix [][]int) int {
	sum := 0
	for i := range matrix {
		matrix[i][i] = i + 1
		sum += matrix[i][i]
	}
	return sum
}

func main() {
	first := rows(4)
	second := flat(4)
	fmt.Println(diagonal(first), diagonal(second))
}
`,
  },
  {
    id: 'go-strings',
    kind: 'program',
    group: 'slices',
    lesson: 15,
    title: { en: 'Building a string', 'zh-CN': '拼接字符串' },
    about: {
      en: 'Each += copies all that was there before; a strings.Builder grows one array.',
      'zh-CN': '每个 += 都复制先前的全部；strings.Builder 则让一个数组增长。',
    },
    look: {
      en: 'The first loop makes a new string in every round and drops the old one. The second grows its array a few times, each about twice as large. Count the objects that were born at both loops’ ends.',
      'zh-CN':
        '第一个循环每轮做出新字符串、丢掉旧的。第二个循环只让数组增长几次，每次约两倍。在两个循环结束处数一数诞生的对象。',
    },
    settings: { heapBytes: 8192, collector: 'refcount' },
    text: `package main

import (
	"fmt"
	"strings"
)

func byAdding(words []string) string {
	line := ""
	for _, word := range words {
		line += word + " "
	}
	return line
}

func byBuilder(words []string) string {
	var line strings.Builder
	for _, word := range words {
		line.WriteString(word)
		line.WriteByte(' ')
	}
	return line.String()
}

func main() {
	words := strings.Fields("a heap is a place where objects live until nothing leads to them")
	added := byAdding(words)
	built := byBuilder(words)
	fmt.Println(len(added), added == built)
}
`,
  },
  {
    id: 'go-map-growth',
    kind: 'program',
    group: 'slices',
    lesson: 15,
    title: { en: 'A map grows, and never shrinks', 'zh-CN': '映射表只增不减' },
    about: {
      en: 'A map that is full moves to a larger table. Deleting entries does not give the table back.',
      'zh-CN': '装满的映射表会搬到更大的表。删除条目并不归还这张表。',
    },
    look: {
      en: 'Watch the table of sizes: replaced by one twice as large again and again. After the deletes it is empty and still as large; only a new map lets it go.',
      'zh-CN':
        '看 sizes 的表：一次次换成两倍大的。删除之后它是空的，大小却不变；只有换一个新的映射表才会放开它。',
    },
    settings: { heapBytes: 16384, collector: 'refcount' },
    text: `package main

import "fmt"

func main() {
	sizes := map[int]int{}
	for i := 0; i < 60; i++ {
		sizes[i] = i * i
	}
	fmt.Println(len(sizes), sizes[59])
	for i := 0; i < 60; i++ {
		delete(sizes, i)
	}
	// Empty, but its table is as large as before. ¦ 空了，但表还和以前一样大。
	fmt.Println(len(sizes))
	sizes = map[int]int{}
	fmt.Println(len(sizes))
}
`,
  },
  {
    id: 'go-ring',
    kind: 'program',
    group: 'slices',
    lesson: 4,
    title: { en: 'A ring buffer', 'zh-CN': '环形缓冲区' },
    about: {
      en: 'A queue in one array of fixed size: whatever goes through it, nothing is allocated.',
      'zh-CN': '固定大小数组里的队列：无论什么经过它，都不再分配。',
    },
    look: {
      en: 'The array is made once. A place that was read is set to nil: leave that line out, and the ring holds messages that nobody will read again.',
      'zh-CN': '数组只做一次。读过的位置被设为 nil：去掉那一行，缓冲区就会持有再也没有人读的消息。',
    },
    settings: { heapBytes: 4096, collector: 'refcount' },
    text: `package main

import "fmt"

type Message struct{ number int }

type Ring struct {
	places      [4]*Message
	first, size int
}

func (r *Ring) put(m *Message) bool {
	if r.size == len(r.places) {
		return false
	}
	r.places[(r.first+r.size)%len(r.places)] = m
	r.size++
	return true
}

func (r *Ring) take() *Message {
	m := r.places[r.first]
	// Otherwise the ring would keep it alive. ¦ 否则缓冲区会让它活着。
	r.places[r.first] = nil
	r.first = (r.first + 1) % len(r.places)
	r.size--
	return m
}

func main() {
	ring := &Ring{}
	sum := 0
	for i := 1; i <= 10; i++ {
		ring.put(&Message{i})
		if ring.size == 3 {
			sum += ring.take().number
		}
	}
	fmt.Println(sum, ring.size)
}
`,
  },
  {
    id: 'go-substring',
    kind: 'program',
    group: 'slices',
    lesson: 17,
    title: { en: 'A few letters that keep a page', 'zh-CN': '几个字母拖住一整页' },
    about: {
      en: 'A substring leads into the string it was cut from, and keeps all of it.',
      'zh-CN': '子串指向它被切出的那个字符串，并拖住全部。',
    },
    look: {
      en: 'After the first collection the whole page is alive because of one word. A copy made by a Builder lets it go.',
      'zh-CN': '第一次回收之后，整页因为一个单词而活着。用 Builder 做的副本则放开它。',
    },
    settings: { heapBytes: 8192, collector: 'mark-sweep' },
    text: `package main

import (
	"fmt"
	"runtime"
	"strings"
)

func page() string {
	return "title: heaps; " + strings.Repeat("and so on, ", 100)
}

func title(text string) string {
	return text[7:12]
}

func clone(text string) string {
	var own strings.Builder
	own.WriteString(text)
	return own.String()
}

func main() {
	word := title(page())
	runtime.GC()
	fmt.Println(word)
	// A string of its own: five bytes instead of a page. ¦ 自己的字符串：五个字节，而不是一整页。
	word = clone(word)
	runtime.GC()
	fmt.Println(word)
}
`,
  },
];
