package main

import (
	"fmt"

	// The data directory is a package of the module that lies above it.
	greeting "sandbox/data"
)

func main() {
	fmt.Println(greeting.From("zwei Dateien"))
}
