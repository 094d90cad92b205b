// Prints a table, with colours only where a terminal reads it; needs github.com/mattn/go-isatty.
package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"

	"github.com/mattn/go-isatty"
)

// width counts columns: East Asian wide letters take two, combining marks none.
func width(text string) int {
	n := 0
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul):
			n += 2
		default:
			n++
		}
	}
	return n
}

func table(out io.Writer, rows [][]string, colour bool) {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], width(cell))
		}
	}
	line := func(left, middle, right string) {
		parts := make([]string, len(widths))
		for i, w := range widths {
			parts[i] = strings.Repeat("─", w+2)
		}
		fmt.Fprintln(out, left+strings.Join(parts, middle)+right)
	}
	line("┌", "┬", "┐")
	for n, row := range rows {
		for i, cell := range row {
			padded := cell + strings.Repeat(" ", widths[i]-width(cell))
			if colour && n == 0 {
				padded = "\x1b[1;32m" + padded + "\x1b[0m"
			}
			fmt.Fprint(out, "│ ", padded, " ")
		}
		fmt.Fprintln(out, "│")
		if n == 0 {
			line("├", "┼", "┤")
		}
	}
	line("└", "┴", "┘")
}

func main() {
	rows := [][]string{{"Stadt", "Land", "Einwohner"}, {"Zürich", "Schweiz", "434008"}, {"東京", "日本", "13960000"}, {"Cafe\u0301", "Ελλάδα", "1"}}
	file, err := os.CreateTemp("", "table")
	if err != nil {
		panic(err)
	}
	defer os.Remove(file.Name())
	reader, writer, err := os.Pipe()
	if err != nil {
		panic(err)
	}
	terminal := isatty.IsTerminal(os.Stdout.Fd()) || isatty.IsCygwinTerminal(os.Stdout.Fd())
	fmt.Println("terminals:", terminal, isatty.IsTerminal(file.Fd()), isatty.IsTerminal(reader.Fd()))
	table(os.Stdout, rows, terminal)

	var plain, coloured strings.Builder
	table(&plain, rows, false)
	table(&coloured, rows, true)
	fmt.Println(coloured.Len()-plain.Len(), strings.Count(coloured.String(), "\x1b[0m"))
	go func() {
		table(writer, rows[:2], isatty.IsTerminal(writer.Fd()))
		writer.Close()
	}()
	piped, err := io.ReadAll(reader)
	fmt.Println(strings.Count(string(piped), "\n"), strings.Contains(string(piped), "\x1b"), err)
	input, err := io.ReadAll(os.Stdin)
	fmt.Println(len(input), err)
}
