package main

func main() {
	panic("Überlauf ✓")
}
