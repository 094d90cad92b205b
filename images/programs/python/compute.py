import numpy
import pandas
import scipy.linalg

# 2x + y = 7 and x + 3y = 11.
matrix = numpy.array([[2.0, 1.0], [1.0, 3.0]])
solution = scipy.linalg.solve(matrix, numpy.array([7.0, 11.0]))
table = pandas.DataFrame({"kind": ["a", "b", "a"], "value": [10.0, 4.0, 4.0]})
sums = table.groupby("kind")["value"].sum()
print([round(float(value), 9) for value in solution], float(sums["a"]), float(sums["b"]))
