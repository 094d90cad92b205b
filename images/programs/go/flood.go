package main

import (
	"fmt"
	"os"
	"strings"
)

func main() {
	text := strings.Repeat(strings.Repeat("0123456789abcdef", 3)+"0123456789abcde\n", 32768)
	fmt.Print(text)
	fmt.Fprint(os.Stderr, text)
}
