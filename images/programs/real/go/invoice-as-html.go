// Fills an HTML invoice from a template, with text escaped by its context; needs html/template and text/tabwriter.
package main

import (
	"bytes"
	"fmt"
	"html/template"
	"os"
	"strings"
	"text/tabwriter"
)

type item struct {
	Name  string
	Count int
	Cents int
}

func (i item) Total() int { return i.Count * i.Cents }

// euros writes cents as Germans do: 1.234,56 €.
func euros(cents int) string {
	whole := fmt.Sprint(cents / 100)
	for at := len(whole) - 3; at > 0; at -= 3 {
		whole = whole[:at] + "." + whole[at:]
	}
	return fmt.Sprintf("%s,%02d €", whole, cents%100)
}

const page = `<h1 title="{{.Customer}}">Rechnung für {{.Customer}}</h1>
<ul>
{{- range $n, $item := .Items}}
<li>{{$n | inc}}. {{$item.Name}}: {{$item.Count}} × {{euros $item.Cents}} = {{euros $item.Total}}</li>
{{- else}}
<li>nichts</li>
{{- end}}
</ul>
<a href="/kunden?name={{.Customer}}">Konto</a> <script>var customer = {{.Customer}};</script>
`

func main() {
	functions := template.FuncMap{"euros": euros, "inc": func(n int) int { return n + 1 }}
	invoice := template.Must(template.New("invoice").Funcs(functions).Parse(page))
	items := []item{{"Käse & Brot", 12, 349}, {"<Wein>, trocken", 250, 1290}, {"Öl", 1, 5}}
	var html bytes.Buffer
	data := map[string]any{"Customer": `Müller "& Söhne"`, "Items": items}
	if err := invoice.Execute(&html, data); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Print(html.String())
	fmt.Println("unescaped:", strings.Contains(html.String(), "<Wein>"))

	table := tabwriter.NewWriter(os.Stdout, 0, 0, 2, '.', tabwriter.AlignRight|tabwriter.Debug)
	sum := 0
	for _, i := range items {
		fmt.Fprintf(table, "%s\t%d\t%s\t\n", i.Name, i.Count, euros(i.Total()))
		sum += i.Total()
	}
	fmt.Fprintf(table, "Summe\t\t%s\t\n", euros(sum))
	table.Flush()
	if _, err := template.New("bad").Parse("{{range}}"); err != nil {
		fmt.Println("template refused")
	}
	if err := invoice.Execute(&html, struct{ Items []item }{}); err != nil {
		fmt.Println("field missing:", strings.Contains(err.Error(), "Customer"))
	}
}
