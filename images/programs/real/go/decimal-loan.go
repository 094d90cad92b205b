// Plans a loan and shares sums to the cent without rounding errors; needs github.com/shopspring/decimal.
package main

import (
	"encoding/json"
	"fmt"

	"github.com/shopspring/decimal"
)

type payment struct {
	Month    int             `json:"month"`
	Interest decimal.Decimal `json:"interest"`
	Rest     decimal.Decimal `json:"rest"`
}

// share divides an amount so that no cent is lost: the first parts get what is left over.
func share(amount decimal.Decimal, parts int64) []decimal.Decimal {
	each := amount.DivRound(decimal.NewFromInt(parts), 8).Truncate(2)
	left := amount.Sub(each.Mul(decimal.NewFromInt(parts)))
	cent := decimal.New(1, -2)
	result := make([]decimal.Decimal, parts)
	for i := range result {
		result[i] = each
		if left.IsPositive() {
			result[i] = each.Add(cent)
			left = left.Sub(cent)
		}
	}
	return result
}

func main() {
	debt := decimal.RequireFromString("12000")
	rate := decimal.RequireFromString("0.0425").Div(decimal.NewFromInt(12))
	pay := decimal.RequireFromString("1025.50")
	total := decimal.Zero
	var plan []payment
	for month := 1; debt.IsPositive(); month++ {
		interest := debt.Mul(rate).RoundBank(2)
		debt = debt.Add(interest).Sub(decimal.Min(pay, debt.Add(interest)))
		total = total.Add(interest)
		plan = append(plan, payment{month, interest, debt})
		fmt.Printf("%2d %8s %12s\n", month, interest.StringFixed(2), debt.StringFixed(2))
	}
	fmt.Println("interest in all:", total)

	text, err := json.Marshal(plan[len(plan)-2:])
	fmt.Println(string(text), err)
	var read []payment
	if err := json.Unmarshal(text, &read); err != nil {
		panic(err)
	}
	fmt.Println(read[0].Rest.Equal(plan[len(plan)-2].Rest))

	parts := share(decimal.RequireFromString("100.00"), 7)
	fmt.Println(parts, decimal.Sum(parts[0], parts[1:]...))
	a, b := decimal.NewFromFloat(0.1), decimal.NewFromFloat(0.2)
	x, y := 0.1, 0.2
	fmt.Println(a.Add(b), a.Add(b).Equal(decimal.RequireFromString("0.3")), x+y == 0.3)
	for _, n := range []string{"2.5", "-2.5", "3.5", "2.45"} {
		d := decimal.RequireFromString(n)
		fmt.Println(d, d.Round(0), d.RoundBank(0), d.Floor(), d.Ceil(), d.Truncate(0), d.Neg().Abs())
	}
	fmt.Println(decimal.NewFromInt(2).Pow(decimal.NewFromInt(100)), decimal.NewFromInt(1).DivRound(decimal.NewFromInt(7), 30))
	q, r := decimal.RequireFromString("17.5").QuoRem(decimal.NewFromInt(3), 0)
	fmt.Println(q, r, decimal.RequireFromString("1.50e3").String(), decimal.RequireFromString("1.5").Cmp(decimal.RequireFromString("1.50")))
	_, err = decimal.NewFromString("12,50")
	fmt.Println("comma refused:", err != nil)
	defer func() { fmt.Println("recovered:", recover()) }()
	fmt.Println(decimal.NewFromInt(1).Div(decimal.Zero))
}
