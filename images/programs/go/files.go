package main

import (
	"bufio"
	"fmt"
	"os"
)

func main() {
	input, err := os.Open("{{input}}")
	if err != nil {
		panic(err)
	}
	defer input.Close()
	var lines []string
	for scanner := bufio.NewScanner(input); scanner.Scan(); {
		lines = append(lines, scanner.Text())
	}
	fmt.Println(len(lines), lines[0])
	if err := os.WriteFile("{{file}}", []byte("written: "+lines[0]+"\n"), 0o666); err != nil {
		panic(err)
	}
}
