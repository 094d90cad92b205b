# Knits a report of text, code, tables and a plot into Markdown (needs: knitr, ragg for the plot, glue).
library(knitr)
library(glue)

# Before the first chunk: knitr opens the device of a chunk before it runs it.
opts_chunk$set(dev = "ragg_png")

source <- '---
title: "Bericht über Größen"
---

```{r setup, include=FALSE}
opts_chunk$set(fig.path = "bilder/", comment = "#>")
heights <- data.frame(name = c("Zoë", "Łukasz", "李"), cm = c(168.5, 181, 175.25))
```

# Übersicht

Im Mittel `r round(mean(heights$cm), 2)` cm bei `r nrow(heights)` Personen.

```{r tabelle, echo=FALSE}
kable(heights, digits = 1, col.names = c("Name", "Größe"), format.args = list(decimal.mark = ","))
```

```{r rechnung}
x <- 1:5
sum(x^2)
message("eine Nachricht")
```

```{r fehler, error=TRUE}
log("a")
```

```{r bild, fig.cap="Größen", fig.width=4, fig.height=3, echo=FALSE}
barplot(heights$cm, names.arg = heights$name, main = "Größe in cm")
```

```{r nicht, eval=FALSE}
stop("wird nicht ausgeführt")
```
'
writeLines(source, "bericht.Rmd", useBytes = TRUE)
output <- knit("bericht.Rmd", "bericht.md", quiet = TRUE, envir = new.env())
text <- readLines(output, encoding = "UTF-8")
cat(text[nzchar(text)], sep = "\n")
image <- list.files("bilder", full.names = TRUE)
cat("\nimage:", basename(image), paste(readBin(image, "raw", 4), collapse = " "), file.size(image) > 2000, "\n")

for (format in c("pipe", "simple", "html", "latex")) {
  cat(glue("--- {format}"), kable(data.frame(a = c(1.25, NA), b = c("x & y", "ü")), format, row.names = FALSE), sep = "\n")
  cat("\n")
}
code <- purl(text = source, quiet = TRUE, documentation = 0)
cat("code:", sum(grepl("barplot|sum\\(x", strsplit(code, "\n")[[1]])), "chunks:", length(grep("^```\\{r", strsplit(source, "\n")[[1]])), combine_words(c("Äpfel", "Birnen", "Öl"), and = " und "), "\n")
expanded <- knit_expand(text = "Liebe {{name}}, {{2 * n}} Plätze", name = "Zoë", n = 2)
cat(expanded, knit(text = "`r pi > 3` und `r toupper('größe')`", quiet = TRUE), "\n")
