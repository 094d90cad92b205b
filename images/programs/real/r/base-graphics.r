# Draws with R's own graphics into PDF, PostScript and, by ragg, PNG (needs: ragg, fonts, R's encodings for PDF).
options(warn = 2)

draw <- function() {
  old <- par(mfrow = c(2, 2), mar = c(3, 3, 2, 1))
  on.exit(par(old))
  curve(sin(x) / x, -10, 10, n = 201, main = "Schwingung über Zeit", col = "navy")
  abline(h = 0, lty = 2)
  hist(c(1, 2, 2, 3, 3, 3, 4, 4, 5), breaks = 0:5, main = "Häufigkeiten", col = "grey80")
  barplot(c(Äpfel = 3, Öl = 5, Süßes = 2), main = "Verkäufe", horiz = TRUE, las = 1)
  plot(cars, main = expression(sqrt(x^2 + beta)), pch = 19)
  lines(lowess(cars), col = 2)
  legend("topleft", legend = "geglättet", lty = 1, col = 2)
}

first_bytes <- function(file, n = 4L) readBin(file, "raw", n)
on_device <- function(file, open, plot = draw) {
  open(file)
  plot()
  invisible(dev.off())
  cat(sprintf("%-11s %s %s\n", file, paste(first_bytes(file), collapse = " "), file.size(file) > 3000))
}

on_device("plot.png", function(file) ragg::agg_png(file, width = 600, height = 500))
on_device("plot.jpg", function(file) ragg::agg_jpeg(file, width = 600, height = 500))
on_device("plot.pdf", function(file) pdf(file, width = 6, height = 5, title = "Übersicht"))
on_device("plot.ps", function(file) postscript(file))
on_device("cyrillic.pdf", function(file) pdf(file, family = "NimbusSan", encoding = "CP1251", compress = FALSE), function() plot(1:3, main = "Привет, мир"))

text <- readLines("cyrillic.pdf", warn = FALSE, encoding = "bytes")
cat("one page:", sum(grepl("/Type /Page ", text, fixed = TRUE, useBytes = TRUE)), "encoding:", any(grepl("afii10017", text, useBytes = TRUE)), "\n")

boxes <- boxplot(count ~ spray, InsectSprays, plot = FALSE)
cat("medians:", boxes$stats[3, ], "outliers:", boxes$out, "\n")
bins <- hist(faithful$eruptions, breaks = seq(1.5, 5.5, 0.5), plot = FALSE)
cat("counts:", bins$counts, "sum", sum(bins$counts) == nrow(faithful), "\n")
cat("colours:", rgb(31, 119, 180, maxColorValue = 255), col2rgb("tomato"), hcl.colors(2, "viridis"), colorRampPalette(c("red", "blue"))(3), "\n")

ragg::agg_png("letters.png", width = 200, height = 60)
par(mar = rep(0, 4))
plot.new()
text(0.5, 0.5, "Größe Ω Ж", cex = 2)
invisible(dev.off())
blank <- { ragg::agg_png("blank.png", width = 200, height = 60); par(mar = rep(0, 4)); plot.new(); dev.off(); file.size("blank.png") }
cat("letters drawn:", file.size("letters.png") > blank + 500, "devices left:", length(dev.list()), "\n")
