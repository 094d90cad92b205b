package main

import (
	"fmt"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"
	"gopkg.in/yaml.v3"
)

func main() {
	sum := decimal.NewFromFloat(0.1).Add(decimal.NewFromFloat(0.2))
	name := uuid.NewSHA1(uuid.NameSpaceDNS, []byte("example.org"))
	var numbers []int
	if err := yaml.Unmarshal([]byte("[1, 2, 3]"), &numbers); err != nil {
		panic(err)
	}
	fmt.Println(sum, int(name.Version()), numbers)
}
