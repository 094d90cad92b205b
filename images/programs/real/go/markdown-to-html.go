// Turns a subset of Markdown into HTML with regular expressions; needs the standard library only.
package main

import (
	"bufio"
	"fmt"
	"html"
	"regexp"
	"strings"
)

const source = `# Über *Größen*

Ein Absatz mit **fetten** Wörtern,
` + "`a < b && c`" + ` und [Verweis](https://example.org/?a=1&b=2).

- Äpfel
- 梨 & Birnen

1. erstens
2. zweitens

` + "```" + `
if x < 3 { *p = 1 }
` + "```" + `
> Zitat
`

var (
	code     = regexp.MustCompile("`([^`]+)`")
	bold     = regexp.MustCompile(`\*\*(.+?)\*\*`)
	italic   = regexp.MustCompile(`\*(.+?)\*`)
	link     = regexp.MustCompile(`\[([^\]]+)\]\(([^)\s]+)\)`)
	heading  = regexp.MustCompile(`^(#{1,6})\s+(.*)$`)
	bullet   = regexp.MustCompile(`^[-*]\s+(.*)$`)
	numbered = regexp.MustCompile(`^(\d+)\.\s+(.*)$`)
)

func inline(text string) string {
	text = html.EscapeString(text)
	text = code.ReplaceAllString(text, "<code>$1</code>")
	text = bold.ReplaceAllString(text, "<strong>$1</strong>")
	text = italic.ReplaceAllString(text, "<em>$1</em>")
	return link.ReplaceAllString(text, `<a href="$2">$1</a>`)
}

func convert(markdown string) string {
	var out strings.Builder
	open, fenced := "", false
	change := func(tag string) {
		if open != tag {
			if open != "" {
				fmt.Fprintf(&out, "</%s>\n", open)
			}
			if open = tag; tag != "" {
				fmt.Fprintf(&out, "<%s>\n", tag)
			}
		}
	}
	for lines := bufio.NewScanner(strings.NewReader(markdown)); lines.Scan(); {
		line := lines.Text()
		switch {
		case strings.HasPrefix(line, "```"):
			if fenced = !fenced; fenced {
				change("pre")
			} else {
				change("")
			}
		case fenced:
			fmt.Fprintln(&out, html.EscapeString(line))
		case line == "":
			change("")
		case heading.MatchString(line):
			change("")
			m := heading.FindStringSubmatch(line)
			fmt.Fprintf(&out, "<h%d>%s</h%d>\n", len(m[1]), inline(m[2]), len(m[1]))
		case bullet.MatchString(line):
			change("ul")
			fmt.Fprintf(&out, "<li>%s</li>\n", inline(bullet.FindStringSubmatch(line)[1]))
		case numbered.MatchString(line):
			change("ol")
			fmt.Fprintf(&out, "<li>%s</li>\n", inline(numbered.FindStringSubmatch(line)[2]))
		case strings.HasPrefix(line, "> "):
			change("blockquote")
			fmt.Fprintln(&out, inline(line[2:]))
		default:
			change("p")
			fmt.Fprintln(&out, inline(line))
		}
	}
	change("")
	return out.String()
}

func main() {
	result := convert(source)
	fmt.Print(result)
	opened := regexp.MustCompile(`<[a-z]`).FindAllString(result, -1)
	fmt.Println("tags:", len(opened), "closed:", strings.Count(result, "</"))
}
