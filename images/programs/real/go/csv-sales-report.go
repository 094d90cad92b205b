// Writes and reads CSV and TSV with quotes and umlauts and prints a report by region; needs encoding/csv.
package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"
)

var sales = [][]string{
	{"region", "article", "pieces", "price"},
	{"Köln", "Stühle, gepolstert", "12", "149.90"},
	{"Łódź", `Krzesło "Retro"`, "7", "89.00"},
	{"Köln", "Tisch\n(ausziehbar)", "2", "799.00"},
	{"Αθήνα", " Καρέκλα", "30", "45.50"},
	{"Łódź", "", "1", "oops"},
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	file, err := os.CreateTemp("", "sales-*.csv")
	check(err)
	defer os.Remove(file.Name())
	writer := csv.NewWriter(file)
	check(writer.WriteAll(sales))
	_, err = file.Seek(0, 0)
	check(err)

	reader := csv.NewReader(file)
	reader.FieldsPerRecord = 4
	rows, err := reader.ReadAll()
	check(err)
	revenue := map[string]int64{}
	for n, row := range rows[1:] {
		price, err := strconv.ParseFloat(row[3], 64)
		var bad *strconv.NumError
		if errors.As(err, &bad) {
			fmt.Printf("row %d: %q is no number\n", n+2, bad.Num)
			continue
		}
		pieces, err := strconv.Atoi(row[2])
		check(err)
		revenue[row[0]] += int64(price*100+0.5) * int64(pieces)
		fmt.Printf("%-20q %3d × %6.2f\n", row[1], pieces, price)
	}

	regions := make([]string, 0, len(revenue))
	for region := range revenue {
		regions = append(regions, region)
	}
	sort.Strings(regions)
	for _, region := range regions {
		cents := revenue[region]
		padding := strings.Repeat(" ", 8-utf8.RuneCountInString(region))
		fmt.Printf("%s%s|%7d.%02d|%s\n", region, padding, cents/100, cents%100, strings.Repeat("█", int(cents/20000)))
	}

	tabs := csv.NewReader(strings.NewReader("# comment\na\tb c\t\"d\n\"\tx\n"))
	tabs.Comma, tabs.Comment, tabs.LazyQuotes = '\t', '#', true
	row, err := tabs.Read()
	fmt.Printf("%q %v\n", row, err)
	for _, broken := range []string{"a,b\n1,2,3\n", "a,\"b\n", "a\"b,c\n"} {
		_, err := csv.NewReader(strings.NewReader(broken)).ReadAll()
		var parse *csv.ParseError
		fmt.Println(errors.As(err, &parse), errors.Is(err, csv.ErrFieldCount), errors.Is(err, csv.ErrQuote), errors.Is(err, csv.ErrBareQuote))
	}
}
