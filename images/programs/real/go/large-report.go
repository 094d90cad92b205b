// Prints 3000 lines by a template and tables, reads empty input, flags and the environment; needs standard streams.
package main

import (
	"bufio"
	"errors"
	"expvar"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"reflect"
	"runtime"
	"runtime/debug"
	"strings"
	"text/scanner"
	"text/template"
	"time"
)

type row struct {
	Number int     `column:"Nr."`
	Town   string  `column:"Ort"`
	Share  float64 `column:"Anteil"`
}

func (r row) Bar() string { return strings.Repeat("▇", int(r.Share)/4) }

func (r row) String() string { return fmt.Sprintf("%5d | %-8s | %5.1f %% | %s", r.Number, r.Town, r.Share, r.Bar()) }

func main() {
	towns := [...]string{"Zürich", "Łódź", "Αθήνα", "Київ", "京都市"}
	out := bufio.NewWriterSize(os.Stdout, 1<<16)
	defer out.Flush()
	titles := []string{}
	for i := range reflect.TypeOf(row{}).NumField() {
		titles = append(titles, reflect.TypeOf(row{}).Field(i).Tag.Get("column"))
	}
	fmt.Fprintln(out, strings.Join(titles, " | "))
	rows := make([]row, 3000)
	sum := 0.0
	for i := range rows {
		rows[i] = row{i + 1, towns[i%len(towns)], float64((i+1)*37%1000) / 10}
		sum += rows[i].Share
		fmt.Fprintln(out, rows[i])
	}
	fmt.Fprintf(out, "mean %.4f\n", sum/float64(len(rows)))
	short := template.Must(template.New("").Parse(`{{range .}}{{if gt .Share 99.0}}{{.Number}} {{.Town}}{{"\n"}}{{end}}{{end}}`))
	if err := short.Execute(out, rows[:200]); err != nil {
		panic(err)
	}

	input, err := io.ReadAll(os.Stdin)
	fmt.Fprintln(out, len(input), err, bufio.NewScanner(os.Stdin).Scan())
	var number int
	_, err = fmt.Sscanf("Größe 12 cm", "Größe %d cm", &number)
	fmt.Fprintln(out, number, err)
	_, err = fmt.Scan(&number)
	fmt.Fprintln(out, errors.Is(err, io.EOF))

	flags := flag.NewFlagSet("probe", flag.ContinueOnError)
	flags.SetOutput(out)
	wait := flags.Duration("wait", time.Second, "so lange warten")
	quiet := flags.Bool("still", false, "nichts sagen")
	fmt.Fprintln(out, flags.Parse([]string{"-wait=1m30s", "--still", "rest"}), *wait, *quiet, flags.Args())
	fmt.Fprintln(out, flags.Parse([]string{"-falsch"}) != nil)

	os.Setenv("PROBE_ORT", "Köln")
	_, set := os.LookupEnv("PROBE_NICHT")
	fmt.Fprintln(out, os.ExpandEnv("in ${PROBE_ORT}$PROBE_NICHT!"), set, runtime.GOOS, len(os.Args))
	log.New(out, "[probe] ", log.Lmsgprefix).Printf("%d Zeilen", len(rows))
	counter := expvar.NewInt("zeilen")
	counter.Add(int64(len(rows)))
	info, ok := debug.ReadBuildInfo()
	fmt.Fprintln(out, counter, ok, info.Path != "")

	var words scanner.Scanner
	words.Init(strings.NewReader("größe := 3.5 // Kommentar\n'x'"))
	for token := words.Scan(); token != scanner.EOF; token = words.Scan() {
		fmt.Fprint(out, scanner.TokenString(token), "=", words.TokenText(), " ")
	}
	fmt.Fprintln(out)
}
