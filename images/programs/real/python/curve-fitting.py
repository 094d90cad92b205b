# Fits curves, integrates, solves equations and differential equations, tests hypotheses (needs: scipy, numpy).
import numpy as np
from scipy import fft, integrate, interpolate, linalg, optimize, signal, sparse, spatial, special, stats

time = np.linspace(0, 4, 50)
measured = 2.5 * np.exp(-1.3 * time) + 0.5
(a, k, c), _ = optimize.curve_fit(lambda t, a, k, c: a * np.exp(-k * t) + c, time, measured, p0=(1, 1, 0))
print(f"decay: {a:.4f} exp(-{k:.4f} t) + {c:.4f}")

root = optimize.brentq(lambda x: x - np.cos(x), 0, 1)
lowest = optimize.minimize(lambda p: (p[0] - 1) ** 2 + (p[1] + 2) ** 2, [0, 0])
print(f"x = cos x at {root:.8f}; minimum at {lowest.x.round(4).tolist()}")
plan = optimize.linprog([-3, -5], A_ub=[[1, 0], [0, 2], [3, 2]], b_ub=[4, 12, 18], method="highs")
print("best plan:", plan.x.tolist(), "worth", -plan.fun)

area, _ = integrate.quad(lambda x: np.exp(-x * x), -np.inf, np.inf)
print(f"area² = {area**2:.8f} (π), Γ(5) = {special.gamma(5):.0f}, J0 zero {special.jn_zeros(0, 1)[0]:.6f}")
orbit = integrate.solve_ivp(lambda _, y: [y[1], -y[0]], (0, np.pi), [1, 0], rtol=1e-9, atol=1e-9)
print("half a swing:", orbit.y[:, -1].round(5).tolist()[0])

matrix = np.array([[4.0, 1, 0], [1, 3, 1], [0, 1, 2]])
lower = linalg.cholesky(matrix, lower=True)
print("cholesky:", np.allclose(lower @ lower.T, matrix), "det:", round(float(linalg.det(matrix)), 6))
_, upper = linalg.lu(matrix, permute_l=True)
print("lu diagonal product:", round(float(np.prod(np.diag(upper))), 6))

system = sparse.diags([-1, 2, -1], [-1, 0, 1], shape=(100, 100), format="csc")
solution = sparse.linalg.spsolve(system, np.ones(100))
print("sparse:", system.nnz, "entries, middle", round(float(solution[49]), 3))

spline = interpolate.CubicSpline([0, 1, 2, 3], [0, 1, 8, 27])
print("spline at 1.5:", round(float(spline(1.5)), 4))

wave = np.sin(2 * np.pi * 5 * np.arange(200) / 200) + 0.3 * np.sin(2 * np.pi * 20 * np.arange(200) / 200)
spectrum = np.abs(fft.rfft(wave))
print("frequencies:", np.flatnonzero(spectrum > 10).tolist(), "peaks:", len(signal.find_peaks(np.sin(np.arange(0, 31.4, 0.01)))[0]))

group = [5.1, 4.9, 5.6, 5.8, 6.0], [6.5, 6.9, 7.1, 6.4, 7.3]
test = stats.ttest_ind(*group)
print(f"t = {test.statistic:.4f}, p = {test.pvalue:.5f}; normal 97.5 %: {stats.norm.ppf(0.975):.6f}")
print("hull:", sorted(spatial.ConvexHull([[0, 0], [4, 0], [4, 3], [0, 3], [2, 1]]).vertices.tolist()))
