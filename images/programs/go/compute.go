package main

import (
	"fmt"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"
	"gonum.org/v1/gonum/mat"
	"gopkg.in/yaml.v3"
)

func main() {
	sum := decimal.NewFromFloat(0.1).Add(decimal.NewFromFloat(0.2))
	name := uuid.NewSHA1(uuid.NameSpaceDNS, []byte("example.org"))
	var numbers []int
	if err := yaml.Unmarshal([]byte("[1, 2, 3]"), &numbers); err != nil {
		panic(err)
	}
	determinant := mat.Det(mat.NewDense(2, 2, []float64{1, 2, 3, 4}))
	fmt.Printf("%v %d %v %.0f\n", sum, int(name.Version()), numbers, determinant)
}
