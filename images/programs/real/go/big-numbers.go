// Computes π, primes, fractions and exact floating-point numbers, and draws seeded random ones; needs math/big and math/rand/v2.
package main

import (
	"fmt"
	"math"
	"math/big"
	"math/cmplx"
	"math/rand/v2"
	"strings"
)

// arctan is that of 1/x, scaled by 10^digits.
func arctan(x int64, digits int64) *big.Int {
	term := new(big.Int).Exp(big.NewInt(10), big.NewInt(digits), nil)
	term.Quo(term, big.NewInt(x))
	sum, part := new(big.Int).Set(term), new(big.Int)
	for n := int64(3); term.Sign() != 0; n += 2 {
		term.Quo(term, big.NewInt(x*x))
		part.Quo(term, big.NewInt(n))
		if n%4 == 3 {
			sum.Sub(sum, part)
		} else {
			sum.Add(sum, part)
		}
	}
	return sum
}

func main() {
	pi := arctan(5, 1010)
	pi.Sub(pi.Mul(pi, big.NewInt(16)), new(big.Int).Mul(big.NewInt(4), arctan(239, 1010)))
	digits := pi.String()
	fmt.Printf("3.%s … %s, six nines from %d\n", digits[1:51], digits[991:1001], strings.Index(digits, "999999"))

	factorial := new(big.Int).MulRange(1, 1000).String()
	sum := 0
	for _, digit := range factorial {
		sum += int(digit - '0')
	}
	fmt.Println("1000!:", len(factorial), "digits, sum", sum)
	one := big.NewInt(1)
	for _, n := range []uint{521, 523, 607} {
		fmt.Printf("2^%d-1 prime: %t ", n, new(big.Int).Sub(new(big.Int).Lsh(one, n), one).ProbablyPrime(20))
	}
	fmt.Println()
	a, b := big.NewInt(0), big.NewInt(1)
	for range 200 {
		a.Add(a, b)
		a, b = b, a
	}
	fmt.Println("fibonacci(200):", a, a.BitLen(), new(big.Int).Sqrt(a))
	p := big.NewInt(1000000007)
	fmt.Println(new(big.Int).Exp(big.NewInt(3), big.NewInt(1e12), p), new(big.Int).ModInverse(big.NewInt(12345), p), new(big.Int).Binomial(60, 30), new(big.Int).GCD(nil, nil, big.NewInt(84), big.NewInt(126)))
	parsed, ok := new(big.Int).SetString("-zz", 36)
	_, bad := new(big.Int).SetString("12x", 10)
	fmt.Println(parsed, ok, bad, parsed.Text(2), fmt.Sprintf("%#x %+d", big.NewInt(255), big.NewInt(7)))

	harmonic := new(big.Rat)
	for n := int64(1); n <= 20; n++ {
		harmonic.Add(harmonic, big.NewRat(1, n))
	}
	fmt.Println(harmonic, harmonic.FloatString(12), new(big.Rat).SetFloat64(0.1).Cmp(big.NewRat(1, 10)))
	root := new(big.Float).SetPrec(200)
	root.Sqrt(root.SetInt64(2))
	fmt.Println(root.Text('f', 50), root.Prec(), root.MinPrec() <= 200)
	x, y, small := 0.1, 0.2, uint8(200)
	fmt.Println(x+y, math.Nextafter(1, 2)-1, math.Hypot(3, 4), math.MaxInt64, math.IsNaN(math.Log(-1)), math.Inf(-1), -7/2, -7%3, math.Mod(-7, 3), math.RoundToEven(2.5))
	fmt.Printf("%.4f %.4f %v %x %08b %e %g\n", cmplx.Sqrt(-4), cmplx.Exp(complex(0, math.Pi)), small+100, 1.5, 37, 123456.789, 1e21)

	random := rand.New(rand.NewPCG(1, 2)) // whose algorithm is specified
	fmt.Printf("%x %x\n", random.Uint64(), random.Uint64())
	faces := [7]int{}
	for range 60000 {
		faces[random.IntN(6)+1]++
	}
	fair := faces[0] == 0
	for _, count := range faces[1:] {
		fair = fair && count > 9500 && count < 10500
	}
	same := rand.New(rand.NewChaCha8([32]byte{1})).Perm(10)
	fmt.Println("fair:", fair, fmt.Sprint(same) == fmt.Sprint(rand.New(rand.NewChaCha8([32]byte{1})).Perm(10)))
}
