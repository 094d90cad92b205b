# Linear algebra, broadcasting, structured arrays and files of arrays (needs: numpy with BLAS and LAPACK).
import numpy as np

a = np.array([[3, 2, -1], [2, -2, 4], [-1, 0.5, -1]])
print("solution:", np.linalg.solve(a, [1, -2, 0]).round(6).tolist())
print("determinant:", round(float(np.linalg.det(a)), 6), "rank:", int(np.linalg.matrix_rank(a)))
try:
    np.linalg.inv(np.ones((2, 2)))
except np.linalg.LinAlgError as error:
    print("error:", error)

values, vectors = np.linalg.eigh(np.array([[2.0, 1], [1, 2]]))
print("eigenvalues:", values.round(6).tolist(), "orthogonal:", np.allclose(vectors.T @ vectors, np.eye(2)))
u, s, v = np.linalg.svd(np.arange(12.0).reshape(3, 4), full_matrices=False)
print("svd rebuilds:", np.allclose(u * s @ v, np.arange(12.0).reshape(3, 4)), "numerical rank:", int((s > 1e-10).sum()))
coefficients = np.polyfit([0, 1, 2, 3], [1, 2, 9, 28], 3)
print("polynomial:", (coefficients.round(6) + 0.0).tolist())

table = np.arange(1, 6)[:, None] * np.arange(1, 6)
print("table sum:", table.sum(), "diagonal:", table.diagonal().tolist(), "even:", int((table % 2 == 0).sum()))
print("rolling:", np.lib.stride_tricks.sliding_window_view(np.arange(6), 3).mean(axis=1).tolist())
print("einsum:", np.einsum("ij,ij->i", table, table).tolist())
print("cumulated:", np.cumsum([1, 2, 3]).tolist(), "bins:", np.histogram([1, 2, 2, 5, 9], bins=[0, 3, 6, 10])[0].tolist())

people = np.array([("Zoë", 31, 1.68), ("Bjørn", 45, 1.85), ("李", 28, 1.75)], dtype=[("name", "U10"), ("age", "i4"), ("height", "f8")])
print("by age:", np.sort(people, order="age")["name"].tolist(), "mean height:", round(float(people["height"].mean()), 3))
np.savez_compressed("arrays.npz", people=people, table=table)
with np.load("arrays.npz") as loaded:
    print("loaded:", sorted(loaded.files), bool((loaded["people"] == people).all()))
np.savetxt("table.csv", table, fmt="%d", delimiter=",")
print("csv:", open("table.csv").readline().strip(), np.loadtxt("table.csv", delimiter=",", dtype=int).shape)
mapped = np.memmap("numbers.bin", dtype="<i4", mode="w+", shape=(4,))
mapped[:] = [1, -1, 256, 2**31 - 1]
mapped.flush()
print("bytes:", open("numbers.bin", "rb").read().hex(" ", 4))

draws = np.random.default_rng(7).normal(10, 2, 20000)
print("mean about 10:", abs(draws.mean() - 10) < 0.1, "deviation about 2:", abs(draws.std() - 2) < 0.1)
with np.errstate(divide="raise"):
    try:
        np.array([1.0]) / 0
    except FloatingPointError as error:
        print("raised:", error)
print("parts:", (np.fft.fft([1, 0, -1, 0]).real.round(6) + 0.0).tolist(), np.float32(0.1) == 0.1, np.iinfo(np.int16).max)
