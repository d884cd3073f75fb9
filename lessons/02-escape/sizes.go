package main

import "fmt"

func declared() int {
	var a [131072]byte
	a[0] = 1
	return int(a[0])
}

func declaredLarger() int {
	var a [131073]byte
	a[0] = 2
	return int(a[0])
}

func made() int {
	p := new([65536]byte)
	p[0] = 3
	return int(p[0])
}

func madeLarger() int {
	p := new([65537]byte)
	p[0] = 4
	return int(p[0])
}

func main() {
	fmt.Println(declared(), declaredLarger())
	fmt.Println(made(), madeLarger())
}
