# Plots into PNG, PDF and SVG with umlauts, Greek and Cyrillic in titles (needs: matplotlib, numpy, pillow; no display).
import warnings
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
from PIL import Image

# A glyph that the font lacks is told in a warning only.
warnings.simplefilter("error")

x = np.linspace(0, 2 * np.pi, 200)
figure, axes = plt.subplots(2, 2, figsize=(6, 4), dpi=100)
axes[0, 0].plot(x, np.sin(x), label="sin α")
axes[0, 0].plot(x, np.cos(x), "--", label="cos β")
axes[0, 0].legend()
axes[0, 0].set_title("Höhe über Zeit")
axes[0, 1].bar(["Äpfel", "Öl", "Süßes"], [3, 5, 2], color="#336699")
axes[0, 1].set_title("Προϊόντα")
axes[1, 0].scatter(x[::10], (x[::10] - 3) ** 2, c=x[::10])
axes[1, 0].set_xlabel(r"$\sqrt{x^2 + \beta}$ in µm")
axes[1, 0].set_title("Точки")
axes[1, 1].pie([50, 30, 20], labels=["Łódź", "Kraków", "Gdańsk"], autopct="%.0f%%")
figure.tight_layout()

for kind, magic in {"png": b"\x89PNG\r\n\x1a\n", "pdf": b"%PDF-", "svg": b"<?xml"}.items():
    path = Path(f"plot.{kind}")
    figure.savefig(path)
    data = path.read_bytes()
    print(kind, data.startswith(magic), "more than 5000 bytes:", len(data) > 5000)
plt.close(figure)

with Image.open("plot.png") as image:
    print(image.size, image.mode)
    colours = image.convert("RGB").getcolors(maxcolors=image.width * image.height)
    white = max(colours)[1]
    print("background", white, "more than 50 colours:", len(colours) > 50)
svg = Path("plot.svg").read_text(encoding="utf-8")
print("title in SVG:", "Höhe über Zeit" in svg)

figure = plt.figure(figsize=(2, 2), dpi=50)
grid = figure.add_subplot(projection="3d")
a, b = np.meshgrid(np.arange(-2, 3), np.arange(-2, 3))
grid.plot_surface(a, b, a**2 - b**2)
figure.canvas.draw()
pixels = np.asarray(figure.canvas.buffer_rgba())
print("3d", pixels.shape, "drawn:", bool((pixels[..., :3] != 255).any()))
