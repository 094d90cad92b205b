library(ggplot2)

drawn <- ggplot(mtcars, aes(wt, mpg)) + geom_point() + labs(title = "Größe und Verbrauch")
ggsave("{{file}}", drawn, device = ragg::agg_png, width = 4, height = 3, dpi = 100)
