package main

// A table of sixty pieces. Each turn a new piece of a random size takes a random place of the table.
var table [][]byte

// next is a pseudo-random number: the same ones in every run.
func next(state int) int {
	return (state*1103515245 + 12345) % 2147483648
}

func main() {
	table = make([][]byte, 60)
	state := 1
	for turn := 0; turn < 900; turn++ {
		state = next(state)
		size := 8 + (state/65536)%32*8
		state = next(state)
		place := (state / 65536) % 60
		table[place] = make([]byte, size)
	}
}
