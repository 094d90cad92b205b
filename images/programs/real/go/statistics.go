// Describes samples, fits a line and draws from distributions; needs gonum.org/v1/gonum/stat, distuv and distmv.
package main

import (
	"fmt"
	"math"
	"sort"

	"golang.org/x/exp/rand"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distmv"
	"gonum.org/v1/gonum/stat/distuv"
)

func main() {
	sample := []float64{2, 4, 4, 4, 5, 5, 7, 9}
	mean, deviation := stat.MeanStdDev(sample, nil)
	sort.Float64s(sample)
	mode, count := stat.Mode(sample, nil)
	fmt.Printf("mean %.4f, deviation %.4f, median %.4f, mode %g (%g times), skew %.4f\n", mean, deviation,
		stat.Quantile(0.5, stat.Empirical, sample, nil), mode, count, stat.Skew(sample, nil))

	x := []float64{1, 2, 3, 4, 5}
	y := []float64{2.1, 3.9, 6.2, 7.8, 10.1}
	alpha, beta := stat.LinearRegression(x, y, nil, false)
	fmt.Printf("y = %.4f + %.4f x, r² %.6f, correlation %.6f\n", alpha, beta, stat.RSquared(x, y, nil, alpha, beta), stat.Correlation(x, y, nil))
	fmt.Println("histogram", stat.Histogram(nil, []float64{0, 3, 5, 10}, sample, nil))

	var covariance mat.SymDense
	stat.CovarianceMatrix(&covariance, mat.NewDense(4, 2, []float64{1, 2, 2, 4, 3, 6, 4, 8}), nil)
	fmt.Printf("covariance %.4f %.4f %.4f\n", covariance.At(0, 0), covariance.At(0, 1), covariance.At(1, 1))
	var components stat.PC
	fmt.Println("components", components.PrincipalComponents(mat.NewDense(4, 2, []float64{1, 2, 2, 4, 3, 6, 4, 8}), nil), fmt.Sprintf("%.4f", components.VarsTo(nil)[0]))

	normal := distuv.Normal{Mu: 100, Sigma: 15}
	fmt.Printf("P(IQ < 130) %.6f, 99 %% below %.4f\n", normal.CDF(130), normal.Quantile(0.99))
	fmt.Printf("binomial %.6f, Poisson %.6f, χ² %.6f, t %.6f\n", distuv.Binomial{N: 10, P: 0.5}.Prob(3), distuv.Poisson{Lambda: 4}.Prob(2),
		distuv.ChiSquared{K: 3}.Survival(7.815), distuv.StudentsT{Mu: 0, Sigma: 1, Nu: 10}.CDF(2.228))

	source := rand.NewSource(7)
	draws := make([]float64, 20000)
	for i := range draws {
		draws[i] = distuv.Exponential{Rate: 0.5, Src: source}.Rand()
	}
	fmt.Println("mean near 2:", math.Abs(stat.Mean(draws, nil)-2) < 0.1, "least above 0:", draws[0] > 0)

	sigma := mat.NewSymDense(2, []float64{1, 0.8, 0.8, 1})
	pair, ok := distmv.NewNormal([]float64{0, 5}, sigma, source)
	fmt.Printf("density %.6f %v\n", pair.Prob([]float64{0, 5}), ok)
	a, b := make([]float64, 20000), make([]float64, 20000)
	for i := range a {
		p := pair.Rand(nil)
		a[i], b[i] = p[0], p[1]
	}
	fmt.Println("correlation near 0.8:", math.Abs(stat.Correlation(a, b, nil)-0.8) < 0.03)
	_, ok = distmv.NewNormal([]float64{0, 0}, mat.NewSymDense(2, []float64{1, 2, 2, 1}), source)
	fmt.Println("not positive definite:", !ok)
}
