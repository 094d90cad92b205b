// Counts, folds, classifies and transcodes text in many scripts; needs unicode, utf8, utf16 and regexp.
package main

import (
	"encoding/binary"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

var scripts = []string{"Latin", "Greek", "Cyrillic", "Han", "Hiragana", "Hangul", "Arabic", "Hebrew", "Thai", "Devanagari"}

// key orders as German telephone books do: ä as ae, letters before marks.
func key(word string) string {
	return strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss").Replace(strings.ToLower(word))
}

func main() {
	text := "Größe, размер, μέγεθος, 大きさ, 크기, حجم, גודל, ขนาด, आकार 👍🏽"
	fmt.Println(len(text), utf8.RuneCountInString(text), len(utf16.Encode([]rune(text))))
	counts := map[string]int{}
	for _, r := range text {
		for _, script := range scripts {
			if unicode.Is(unicode.Scripts[script], r) {
				counts[script]++
			}
		}
	}
	fmt.Println(counts)
	for _, r := range "Aß²٣Ⅷ_\u0301 \u200d€" {
		fmt.Printf("%U %t%t%t%t%t%t ", r, unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsNumber(r), unicode.IsPunct(r), unicode.IsMark(r), unicode.IsGraphic(r))
	}
	fmt.Println()

	words := strings.Fields("Zebra Äpfel Apfel Öl Ofen zart Ähre Aerosol straße Strasse")
	slices.Sort(words)
	fmt.Println(words)
	slices.SortStableFunc(words, func(a, b string) int { return strings.Compare(key(a), key(b)) })
	fmt.Println(words)

	fmt.Println(strings.ToUpper("straße ǆ ή"), strings.ToTitle("ǆ"), strings.ToLower("ÄÖÜ ΣΑΣ"), strings.EqualFold("ÅNGSTRÖM K", "ångström K"), strings.ToUpperSpecial(unicode.TurkishCase, "istanbul"))
	fmt.Println(regexp.MustCompile(`\p{Han}+`).ReplaceAllString("漢字とカナ und 漢", "<$0>"), regexp.MustCompile(`(?i)\bgrösse\b|größe`).FindAllString("GRÖSSE Größe gröss", -1))
	fmt.Println(regexp.MustCompile(`\pL+`).FindAllString("naïve, Привет 你好 x2", -1), regexp.MustCompile(`^\p{Lu}\p{Ll}+$`).MatchString("Ćma"))
	named := regexp.MustCompile(`(?P<day>\d{1,2})\. (?P<month>\pL+)`)
	fmt.Println(named.ReplaceAllString("am 3. März und 12. Juli", "${month}/${day}"), named.SubexpIndex("month"))

	broken := "a\xff\xc3(b\xe4\xb8"
	fmt.Printf("%t %q %q %+q\n", utf8.ValidString(broken), strings.ToValidUTF8(broken, "�"), []rune(broken), "é世")
	runes := []rune("Sattel 世界")
	slices.Reverse(runes)
	fmt.Println(string(runes), strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, "e\u0301a\u0308o"))
	units := utf16.Encode([]rune("ß𝄞"))
	var bytes []byte
	for _, unit := range units {
		bytes = binary.LittleEndian.AppendUint16(bytes, unit)
	}
	fmt.Printf("% x %s %t\n", bytes, string(utf16.Decode(units)), utf16.IsSurrogate(rune(units[1])))
	fmt.Printf("|%-8s|%8s|%.3s|%x|%c|%U|%q|\n", "grün", "übel", "äöüß", "ü", 0x4e16, '界', 'ß')
	for i, r := range "aé世" {
		fmt.Print(i, ":", string(r), " ")
	}
	fmt.Println(strings.IndexRune("aé世", '世'), strings.Count("ééé", ""), strings.TrimFunc("«Zitat!»", unicode.IsPunct), strings.FieldsFunc("a、b，c", func(r rune) bool { return !unicode.IsLetter(r) }))
}
