# Computes with big integers, decimals, fractions and complex numbers (needs: the standard library).
import cmath
import math
from decimal import ROUND_CEILING, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, DivisionByZero, localcontext
from fractions import Fraction


def pi_digits(count: int) -> str:
    """Machin's formula with integers."""
    unity = 10 ** (count + 10)

    def arctan(inverse: int) -> int:
        term = total = unity // inverse
        n, sign, square = 3, -1, inverse * inverse
        while term:
            term //= square
            total += sign * (term // n)
            n, sign = n + 2, -sign
        return total

    return str(4 * (4 * arctan(5) - arctan(239)))[:count]


print("π:", pi_digits(60))
print("2^200:", f"{2**200:,}")
print("100! ends in", len(str(math.factorial(100))) - len(str(math.factorial(100)).rstrip("0")), "zeros and has", len(str(math.factorial(100))), "digits")
print("power:", pow(3, 10**18, 10**9 + 7), "inverse:", pow(17, -1, 3120), "root:", math.isqrt(10**40), "bits:", (10**30).bit_length())
print("gcd, lcm:", math.gcd(2**40, 6**20), math.lcm(*range(1, 21)), "binomial:", math.comb(60, 30))

price = Decimal("2.675")
for mode in (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_CEILING):
    print(mode, price.quantize(Decimal("0.01"), mode), (-price).quantize(Decimal("0.01"), mode))
print(Decimal("0.1") + Decimal("0.2"), 0.1 + 0.2, math.fsum([0.1] * 10))
with localcontext(prec=50) as context:
    print("√2:", Decimal(2).sqrt(), "e:", Decimal(1).exp())
    context.traps[DivisionByZero] = False
    print("1/0:", Decimal(1) / 0)
rate, balance = Decimal("0.0325"), Decimal("1000")
for _ in range(10):
    balance = (balance * (1 + rate)).quantize(Decimal("0.01"), ROUND_HALF_UP)
print("after ten years:", balance, f"{balance:>12,.1f}|{Decimal('1E+3'):f}|{Decimal('0.00000012')}")

harmonic = sum(Fraction(1, n) for n in range(1, 21))
print("H20:", harmonic, "≈", harmonic.limit_denominator(100), "0.375 =", Fraction("0.375"), Fraction(math.pi).limit_denominator(1000))


def egyptian(value: Fraction) -> list[int]:
    parts = []
    while value:
        parts.append(math.ceil(1 / value))
        value -= Fraction(1, parts[-1])
    return parts


print("5/121:", egyptian(Fraction(5, 121))[:3], "7/15:", egyptian(Fraction(7, 15)))
print("complex:", (1 + 2j) * (3 - 1j), abs(3 + 4j), cmath.isclose(cmath.exp(1j * math.pi), -1), [complex(round(z.real, 6), round(z.imag, 6)) + 0 for z in (cmath.sqrt(-4), cmath.sqrt(2j))])
print("floats:", (0.1).hex(), float.fromhex("0x1.8p3"), math.nextafter(1.0, 2) - 1 == 2**-52, math.ulp(1e16), round(2.5), round(-0.5), -7 // 2, -7 % 3)
print("special:", math.inf - math.inf != 0, min(float("nan"), 1.0) != 1.0, math.copysign(1, -0.0), int("ff", 16), f"{255:#010b}", f"{1e21:g}", f"{12345.678:_.1f}")
try:
    print(int("9" * 5000))
except ValueError as error:
    print("refused:", "limit" in str(error))
