package main

import (
	"fmt"
	"strings"
)

func main() {
	line := strings.Repeat("0123456789abcdef", 3) + "0123456789abcde\n"
	fmt.Print(strings.Repeat(line, 32768))
}
