// Solves, inverts and decomposes matrices; needs gonum.org/v1/gonum/mat and floats.
package main

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/floats/scalar"
	"gonum.org/v1/gonum/mat"
)

func main() {
	a := mat.NewDense(3, 3, []float64{2, 1, -1, -3, -1, 2, -2, 1, 2})
	b := mat.NewVecDense(3, []float64{8, -11, -3})
	var x mat.VecDense
	if err := x.SolveVec(a, b); err != nil {
		panic(err)
	}
	fmt.Printf("x = %.4f, det = %.4f\n", x.RawVector().Data, mat.Det(a))

	var inverse, product mat.Dense
	if err := inverse.Inverse(a); err != nil {
		panic(err)
	}
	product.Mul(a, &inverse)
	identity := mat.NewDiagDense(3, []float64{1, 1, 1})
	fmt.Println("A·A⁻¹ = I:", mat.EqualApprox(&product, identity, 1e-12))
	fmt.Printf("%.2f\n", mat.Formatted(&inverse, mat.Squeeze()))

	var eigen mat.EigenSym
	symmetric := mat.NewSymDense(3, []float64{2, 0, 0, 0, 3, 4, 0, 4, 9})
	if !eigen.Factorize(symmetric, true) {
		panic("no eigenvalues")
	}
	fmt.Printf("eigenvalues %.4f\n", eigen.Values(nil))

	points := mat.NewDense(5, 2, []float64{1, 1, 1, 2, 1, 3, 1, 4, 1, 5})
	values := mat.NewVecDense(5, []float64{2.1, 3.9, 6.2, 7.8, 10.1})
	var qr mat.QR
	qr.Factorize(points)
	var line mat.VecDense
	if err := qr.SolveVecTo(&line, false, values); err != nil {
		panic(err)
	}
	fmt.Printf("y = %.4f + %.4f x\n", line.AtVec(0), line.AtVec(1))

	var svd mat.SVD
	svd.Factorize(mat.NewDense(2, 3, []float64{3, 2, 2, 2, 3, -2}), mat.SVDThin)
	fmt.Printf("singular values %.4f, rank %d\n", svd.Values(nil), svd.Rank(1e-9))
	var cholesky mat.Cholesky
	fmt.Println("positive definite:", cholesky.Factorize(symmetric), cholesky.Factorize(mat.NewSymDense(2, []float64{1, 2, 2, 1})))

	var power mat.Dense
	power.Pow(mat.NewDense(2, 2, []float64{1, 1, 1, 0}), 50)
	fmt.Printf("fibonacci(50) = %.0f\n", power.At(0, 1))
	var exp mat.Dense
	exp.Exp(mat.NewDense(2, 2, []float64{0, -math.Pi / 2, math.Pi / 2, 0}))
	fmt.Println("rotation:", mat.EqualApprox(&exp, mat.NewDense(2, 2, []float64{0, -1, 1, 0}), 1e-12))

	span := floats.Span(make([]float64, 5), 0, 1)
	fmt.Println(span, floats.Sum(span), floats.Dot(span, span), floats.MaxIdx(span), scalar.EqualWithinAbs(floats.Norm(span, 2), math.Sqrt(1.875), 1e-15))
	var none mat.Dense
	fmt.Println("singular:", none.Inverse(mat.NewDense(2, 2, []float64{1, 2, 2, 4})) != nil)
	defer func() { fmt.Println("recovered:", recover()) }()
	product.Mul(a, points)
}
