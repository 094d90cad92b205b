// Writes structs as XML, reads them back and streams tokens, Latin-1 included; needs encoding/xml.
package main

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

type book struct {
	XMLName xml.Name `xml:"book"`
	ID      int      `xml:"id,attr"`
	Title   string   `xml:"title"`
	Authors []string `xml:"authors>author"`
	Note    string   `xml:",comment"`
	Price   float64  `xml:"price,omitempty"`
}

type catalogue struct {
	XMLName xml.Name `xml:"catalogue"`
	Lang    string   `xml:"xml:lang,attr"`
	Books   []book
}

// latin1 decodes ISO 8859-1, of which each byte is a code point.
type latin1 struct{ in io.ByteReader }

func (l latin1) Read(p []byte) (int, error) {
	b, err := l.in.ReadByte()
	if err != nil || len(p) < 2 {
		return 0, err
	}
	return copy(p, string(rune(b))), nil
}

func main() {
	written := catalogue{Lang: "de", Books: []book{
		{ID: 1, Title: "Faust & Mephisto <I>", Authors: []string{"Goethe"}, Note: " Erstdruck ", Price: 9.5},
		{ID: 2, Title: "紅樓夢", Authors: []string{"曹雪芹", "高鶚"}},
	}}
	text, err := xml.MarshalIndent(written, "", "  ")
	if err != nil {
		panic(err)
	}
	fmt.Println(xml.Header + string(text))
	if err := os.WriteFile("catalogue.xml", text, 0o644); err != nil {
		panic(err)
	}

	file, err := os.Open("catalogue.xml")
	if err != nil {
		panic(err)
	}
	defer file.Close()
	var read struct {
		Titles  []string `xml:"book>title"`
		Authors []string `xml:"book>authors>author"`
	}
	if err := xml.NewDecoder(file).Decode(&read); err != nil {
		panic(err)
	}
	fmt.Printf("%q by %q\n", read.Titles, read.Authors)

	decoder := xml.NewDecoder(strings.NewReader("<?xml version='1.0' encoding='ISO-8859-1'?><a><b x='1'/>Gr\xfc\xdfe<!-- c --></a>"))
	decoder.CharsetReader = func(charset string, in io.Reader) (io.Reader, error) {
		if !strings.EqualFold(charset, "iso-8859-1") {
			return nil, errors.New("unknown " + charset)
		}
		return latin1{in.(io.ByteReader)}, nil
	}
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			break
		}
		switch t := token.(type) {
		case xml.StartElement:
			fmt.Println("start", t.Name.Local, t.Attr)
		case xml.CharData:
			fmt.Println("text", string(t))
		case xml.Comment:
			fmt.Printf("comment %q\n", string(t))
		}
	}
	var syntax *xml.SyntaxError
	if err := xml.Unmarshal([]byte("<a>\n<b></a>"), &read); errors.As(err, &syntax) {
		fmt.Println("line", syntax.Line, syntax.Msg)
	}
}
