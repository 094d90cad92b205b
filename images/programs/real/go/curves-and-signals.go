// Minimises, integrates, interpolates and transforms functions; needs gonum's optimize, integrate, interp, fourier and fd.
package main

import (
	"fmt"
	"math"
	"math/cmplx"

	"gonum.org/v1/gonum/diff/fd"
	"gonum.org/v1/gonum/dsp/fourier"
	"gonum.org/v1/gonum/integrate"
	"gonum.org/v1/gonum/integrate/quad"
	"gonum.org/v1/gonum/interp"
	"gonum.org/v1/gonum/optimize"
)

func main() {
	rosenbrock := func(x []float64) float64 {
		return math.Pow(1-x[0], 2) + 100*math.Pow(x[1]-x[0]*x[0], 2)
	}
	problem := optimize.Problem{Func: rosenbrock, Grad: func(grad, x []float64) {
		fd.Gradient(grad, rosenbrock, x, &fd.Settings{Formula: fd.Central})
	}}
	result, err := optimize.Minimize(problem, []float64{-1.2, 1}, nil, &optimize.BFGS{})
	fmt.Println("minimum at 1, 1:", err == nil, math.Abs(result.X[0]-1) < 1e-4, math.Abs(result.X[1]-1) < 1e-4)
	simplex, err := optimize.Minimize(optimize.Problem{Func: rosenbrock}, []float64{-1.2, 1}, nil, &optimize.NelderMead{})
	fmt.Println("the same without gradient:", err == nil, math.Hypot(simplex.X[0]-1, simplex.X[1]-1) < 1e-3)

	fmt.Printf("∫ sin from 0 to π = %.10f\n", quad.Fixed(math.Sin, 0, math.Pi, 20, nil, 0))
	x := make([]float64, 101)
	y := make([]float64, 101)
	for i := range x {
		x[i] = float64(i) / 100
		y[i] = x[i] * x[i]
	}
	fmt.Printf("trapezoidal %.6f, Simpson %.6f\n", integrate.Trapezoidal(x, y), integrate.Simpsons(x, y))
	fmt.Printf("derivative of exp at 1: %.6f\n", fd.Derivative(math.Exp, 1, nil))

	var spline interp.AkimaSpline
	if err := spline.Fit([]float64{0, 1, 2, 3, 4, 5}, []float64{0, 1, 4, 9, 16, 25}); err != nil {
		panic(err)
	}
	var linear interp.PiecewiseLinear
	if err := linear.Fit([]float64{0, 1, 2}, []float64{0, 10, 40}); err != nil {
		panic(err)
	}
	fmt.Printf("between the points: %.4f %.4f\n", spline.Predict(2.5), linear.Predict(1.5))

	signal := make([]float64, 64)
	for i := range signal {
		t := float64(i) / 64
		signal[i] = 3*math.Sin(2*math.Pi*5*t) + 0.5*math.Cos(2*math.Pi*12*t)
	}
	transform := fourier.NewFFT(64)
	spectrum := transform.Coefficients(nil, signal)
	for i, c := range spectrum {
		if amplitude := cmplx.Abs(c) / 32; amplitude > 0.01 {
			fmt.Printf("frequency %2d has amplitude %.4f\n", i, amplitude)
		}
	}
	back := transform.Sequence(nil, spectrum)
	worst := 0.0
	for i := range back {
		worst = math.Max(worst, math.Abs(back[i]/64-signal[i]))
	}
	fmt.Println("transformed back:", worst < 1e-12)
}
