package main

import (
	"fmt"
	"runtime"
)

type Page struct{ data [32]int }

func load(answer chan *Page) {
	page := &Page{}
	answer <- page
}

func ask() {
	answer := make(chan *Page)
	go load(answer)
	runtime.Gosched()
	// Somebody was faster: nobody receives.
}

func main() {
	ask()
	runtime.GC()
	fmt.Println("goroutines:", runtime.NumGoroutine())
	ask()
	runtime.GC()
	fmt.Println("goroutines:", runtime.NumGoroutine())
}
