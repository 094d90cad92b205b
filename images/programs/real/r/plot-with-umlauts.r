# Plots with ggplot2 into PNG, JPEG and TIFF, with umlauts, Greek and Cyrillic (needs: ggplot2, scales, ragg, fonts).
library(ggplot2)
library(scales)

options(warn = 2) # a missing glyph or font is told in a warning

cities <- data.frame(
  city = factor(c("Köln", "Łódź", "Αθήνα", "Москва"), levels = c("Köln", "Łódź", "Αθήνα", "Москва")),
  people = c(1087000, 670000, 643000, 13010000),
  change = c(0.012, -0.0325, 0.005, 0.0175)
)

bars <- ggplot(cities, aes(city, people, fill = change > 0)) +
  geom_col(width = 0.7) +
  geom_text(aes(label = label_percent(accuracy = 0.1, decimal.mark = ",")(change)), vjust = -0.3) +
  scale_y_log10(labels = label_number(big.mark = ".", decimal.mark = ",")) +
  scale_fill_manual(values = c("TRUE" = "#1f77b4", "FALSE" = "#d62728"), labels = c("weniger", "mehr")) +
  labs(title = "Einwohner größerer Städte", subtitle = "Πόλεις και Города", x = NULL, y = "Einwohner", fill = "Änderung")

curves <- ggplot(mtcars, aes(wt, mpg, colour = factor(cyl))) +
  geom_point() +
  geom_smooth(method = "lm", formula = y ~ x, se = FALSE) +
  facet_wrap(~am, labeller = as_labeller(c("0" = "Automatik", "1" = "Handschaltung"))) +
  scale_colour_viridis_d() +
  theme_minimal() +
  labs(title = "Größe und Verbrauch", colour = "Zylinder")

magic <- function(file, count = 8L) paste(format(as.hexmode(as.integer(readBin(file, "raw", count)))), collapse = "")
ggsave("bars.png", bars, width = 5, height = 4, dpi = 100)
ggsave("curves.png", curves, device = ragg::agg_png, width = 6, height = 3, dpi = 100)
ggsave("bars.jpeg", bars, device = ragg::agg_jpeg, width = 5, height = 4, dpi = 100)
ggsave("curves.tiff", curves, device = ragg::agg_tiff, width = 6, height = 3, dpi = 100)
for (file in c("bars.png", "curves.png", "bars.jpeg", "curves.tiff")) {
  cat(sprintf("%-12s %s %s\n", file, substr(magic(file), 1, 6), file.size(file) > 5000))
}
size <- function(file) readBin(readBin(file, "raw", 24L)[17:24], "integer", 2L, endian = "big")
cat("pixels:", size("bars.png"), size("curves.png"), "\n")

built <- ggplot_build(curves)
line <- subset(built$data[[2]], PANEL == 1 & group == 3)
model <- lm(mpg ~ wt, mtcars, subset = am == 0 & cyl == 8)
cat("layers:", length(curves$layers), "panels:", nrow(built$layout$layout), "slope as fitted:",
  isTRUE(all.equal(diff(range(line$y)) / diff(range(line$x)), -unname(coef(model)[2]))), "\n")
cat(label_comma()(1234567), label_bytes()(2048), label_ordinal()(1:3), label_dollar(prefix = "", suffix = " €")(12.5), "\n")
cat(rescale(c(1, 2, 5)), squish(c(-1, 0.5, 3)), pal_hue()(2), breaks_pretty()(c(0, 9)), "\n")
