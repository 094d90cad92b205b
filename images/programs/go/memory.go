package main

import "fmt"

func main() {
	var memory [][]byte
	for i := 0; i < 256; i++ {
		block := make([]byte, 16<<20)
		for j := 0; j < len(block); j += 4096 {
			block[j] = 1
		}
		memory = append(memory, block)
	}
	fmt.Println("no limit", len(memory))
}
