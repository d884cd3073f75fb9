package main

import (
	"fmt"
	"runtime"
	"weak"
)

type File struct{ handle [4]int }
type Buffer struct{ data [4]int }

func main() {
	file := &File{}
	buffer := &Buffer{}
	weakFile := weak.Make(file)
	weakBuffer := weak.Make(buffer)
	runtime.GC()
	fmt.Println("file gone:", weakFile.Value() == nil)
	fmt.Println("buffer gone:", weakBuffer.Value() == nil)
	runtime.KeepAlive(buffer)
}
