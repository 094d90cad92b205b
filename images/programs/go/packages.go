package main

{{imports}}

import "fmt"

func main() {
	fmt.Println("imported")
}
