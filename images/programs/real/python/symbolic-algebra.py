# Differentiates, integrates and solves with symbols (needs: sympy, mpmath).
import sympy as sp
from sympy.abc import n, t, x, y

print(sp.expand((x + 2) ** 4))
print(sp.factor(x**6 - 1))
print(sp.diff(sp.sin(x) * sp.exp(x**2), x))
print(sp.integrate(x * sp.exp(-x), (x, 0, sp.oo)), sp.integrate(1 / (x**2 + 1), x))
print(sp.limit((1 + 1 / x) ** x, x, sp.oo), sp.series(sp.cos(x), x, 0, 7))
print(sp.simplify(sp.sin(x) ** 2 + sp.cos(x) ** 2), sp.summation(n**2, (n, 1, 100)))

print(sp.solve(x**2 - x - 1, x))
print(sp.solve([2 * x + y - 5, x - y - 1], [x, y]))
f = sp.Function("f")
answer = sp.dsolve(f(t).diff(t, 2) + 4 * f(t), f(t), ics={f(0): 1, f(t).diff(t).subs(t, 0): 0})
print(answer.rhs)

m = sp.Matrix([[2, 1], [1, 2]])
print(m.det(), m.inv().tolist(), sorted(m.eigenvals().items()), (m**5).tolist())
print("characteristic:", m.charpoly(x).as_expr())

print(sp.factorint(2**64 - 1))
print(sp.isprime(2**127 - 1), sp.nextprime(10**12), sp.totient(360), sp.gcd(462, 1071))
print(sp.pi.evalf(40))
print(sp.Rational(1, 3) + sp.Rational(1, 6), sp.sqrt(50), sp.latex(sp.Integral(sp.sqrt(x) / y, x)))

value = sp.lambdify(x, x**3 - sp.Rational(1, 2))
print(value(2), sp.nsolve(sp.cos(x) - x, 1).round(12) == sp.Float("0.739085133215").round(12))
print(sp.sympify("2*a + a**2").subs("a", 3))
sp.pprint(sp.Eq(x**2, sp.Rational(3, 4)), use_unicode=True)
