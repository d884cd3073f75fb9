package main

import (
	"fmt"
	"runtime"
)

type Event struct {
	id   int
	data [15]int
}
type Report struct {
	id   int
	data [31]int
}
type Page struct {
	id   int
	data [31]int
}

var recent []*Event
var reports = map[string]*Report{}

// watch keeps the last two of eight events.
func watch() {
	events := make([]*Event, 8)
	for at := range events {
		events[at] = &Event{id: at}
	}
	recent = events[6:]
}

// report makes a report for each day; only today's is ever asked for again.
func report() {
	for at, day := range []string{"monday", "tuesday", "wednesday", "today"} {
		reports[day] = &Report{id: at}
	}
}

func load(server int, answer chan *Page) {
	answer <- &Page{id: server}
}

// fetch asks three servers and takes the first answer.
func fetch() int {
	answer := make(chan *Page)
	for server := 1; server <= 3; server++ {
		go load(server, answer)
	}
	return (<-answer).id
}

func main() {
	watch()
	report()
	fmt.Println("a page from a server:", fetch() > 0)
	runtime.Gosched()
	runtime.GC()
	fmt.Println("recent events:", recent[0].id, recent[1].id)
	fmt.Println("today's report:", reports["today"].id)
}
