import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plot

figure, axes = plot.subplots()
axes.plot([1, 2, 3], [1, 4, 9], marker="o")
axes.set_title("Größe über Zeit")
figure.savefig("{{file}}", format="png")
