// Keeps an inventory as JSON, with own types, unknown fields and streams; needs encoding/json.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

type level int

func (l level) MarshalText() ([]byte, error) { return []byte(strings.Repeat("★", int(l))), nil }

func (l *level) UnmarshalText(text []byte) error {
	if strings.Trim(string(text), "★") != "" {
		return fmt.Errorf("no level: %s", text)
	}
	*l = level(strings.Count(string(text), "★"))
	return nil
}

type part struct {
	Name    string            `json:"name"`
	Stock   int               `json:"stock"`
	Level   level             `json:"level"`
	Counted time.Time         `json:"counted"`
	Tags    map[string]string `json:"tags,omitempty"`
	Price   *float64          `json:"price"`
	secret  string
}

func main() {
	price := 0.25
	parts := []part{
		{"Flügelmutter <M8>", 400, 3, time.Date(2023, 12, 31, 23, 0, 0, 0, time.UTC), map[string]string{"zoll": "nein", "farbe": "grün"}, &price, "x"},
		{"ボルト", 25, 1, time.Date(2024, 2, 29, 8, 30, 0, 0, time.FixedZone("", 9*3600)), nil, nil, ""},
	}
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(parts); err != nil {
		panic(err)
	}
	if err := os.WriteFile("inventory.json", buffer.Bytes(), 0o600); err != nil {
		panic(err)
	}
	text, err := os.ReadFile("inventory.json")
	fmt.Print(string(text))
	var read []part
	if err := json.Unmarshal(text, &read); err != nil {
		panic(err)
	}
	fmt.Println(err, read[0].Level, *read[0].Price, read[1].Counted.UTC().Format(time.RFC1123), read[1].Price == nil)

	var tree any
	decoder := json.NewDecoder(strings.NewReader(`{"n": 12345678901234567890, "list": [1, "\u00fc\ud83d\ude00", null, {"deep": true}]}`))
	decoder.UseNumber()
	if err := decoder.Decode(&tree); err != nil {
		panic(err)
	}
	object := tree.(map[string]any)
	fmt.Println(object["n"].(json.Number), object["list"])

	stream := json.NewDecoder(strings.NewReader(`{"a":1} {"a":2} {"a":"three"} `))
	for sum := 0; ; {
		var row struct{ A int }
		err := stream.Decode(&row)
		var wrong *json.UnmarshalTypeError
		if errors.As(err, &wrong) {
			fmt.Println("wrong type for", strings.ToLower(wrong.Field)+":", wrong.Value)
			continue
		} else if err == io.EOF {
			fmt.Println("sum", sum)
			break
		}
		sum += row.A
	}
	strict := json.NewDecoder(strings.NewReader(`{"name": "x", "colour": "red"}`))
	strict.DisallowUnknownFields()
	fmt.Println(strict.Decode(&part{}) != nil, json.Valid([]byte(`{"a":}`)), json.Unmarshal([]byte(`[{"level":"!"}]`), &read) != nil)
	var compact bytes.Buffer
	fmt.Println(json.Compact(&compact, text), compact.Len() < len(text), string(json.RawMessage(compact.Bytes()[:30])))
}
