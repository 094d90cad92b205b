// Makes identifiers from names and from chance, parses and sorts them; needs github.com/google/uuid.
package main

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"sort"

	"github.com/google/uuid"
)

type customer struct {
	ID   uuid.UUID `json:"id"`
	Name string    `json:"name"`
}

func main() {
	fmt.Println(uuid.NewSHA1(uuid.NameSpaceDNS, []byte("www.example.com")))
	fmt.Println(uuid.NewMD5(uuid.NameSpaceDNS, []byte("www.example.com")))

	customers := []customer{}
	for _, name := range []string{"Jürgen", "Ольга", "花子"} {
		customers = append(customers, customer{uuid.NewSHA1(uuid.NameSpaceURL, []byte("https://example.org/"+name)), name})
	}
	sort.Slice(customers, func(i, j int) bool { return customers[i].ID.String() < customers[j].ID.String() })
	text, err := json.Marshal(customers)
	if err != nil {
		panic(err)
	}
	fmt.Println(string(text))
	var read []customer
	if err := json.Unmarshal(text, &read); err != nil {
		panic(err)
	}
	fmt.Println(len(read), read[1] == customers[1])

	seen := map[uuid.UUID]bool{}
	for i := 0; i < 10000; i++ {
		id := uuid.New()
		if id.Version() != 4 || id.Variant() != uuid.RFC4122 {
			panic(id)
		}
		seen[id] = true
	}
	fmt.Println("different:", len(seen))
	last := uuid.Nil.String()
	for i := 0; i < 1000; i++ {
		id := uuid.Must(uuid.NewV7())
		if id.String() <= last {
			panic("not in order")
		}
		last = id.String()
	}
	fmt.Println("version 7 is in order")

	for _, text := range []string{"6ba7b810-9dad-11d1-80b4-00c04fd430c8", "{6BA7B810-9DAD-11D1-80B4-00C04FD430C8}", "urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8", "6ba7b8109dad11d180b400c04fd430c8", "6ba7b810-9dad", "zba7b810-9dad-11d1-80b4-00c04fd430c8"} {
		id, err := uuid.Parse(text)
		if err != nil {
			fmt.Println("no identifier:", text)
			continue
		}
		seconds, _ := id.Time().UnixTime()
		fmt.Println(id, id.Version(), id == uuid.NameSpaceDNS, seconds, id.URN() != "")
	}
	var valuer driver.Valuer = uuid.Max
	value, err := valuer.Value()
	fmt.Println(value, err)
	var id uuid.UUID
	err = id.Scan("not one")
	fmt.Println(err != nil, id == uuid.Nil)
}
