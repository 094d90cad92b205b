# Takes a web server's log apart with regular expressions and reports on it (needs: R alone, with PCRE and TRE).
state <- 12345
entry <- function(n) {
  state <<- (state * 16807) %% 2147483647
  host <- sprintf("10.0.%d.%d", state %% 3, (state %/% 7) %% 5)
  path <- c("/", "/index.html", "/b%C3%BCcher?id=7", "/api/v1", "/bild.png")[(state %/% 11) %% 5 + 1]
  status <- c(200, 200, 200, 304, 404, 500)[(state %/% 13) %% 6 + 1]
  size <- if (status == 304) "-" else (state %/% 17) %% 5000
  sprintf('%s - - [29/Feb/2024:%02d:%02d:00 +0100] "GET %s HTTP/1.1" %d %s', host, 8 + n %/% 60, n %% 60, path, status, size)
}
lines <- c(vapply(0:399, entry, ""), "Unsinn « Zeile »")

pattern <- '^(?<host>\\d{1,3}(?:\\.\\d{1,3}){3}) - \\S+ \\[(?<time>[^\\]]+)\\] "(?<method>[A-Z]+) (?<path>[^\\s?"]+)\\S* [^"]+" (?<status>\\d{3}) (?<size>\\d+|-)$'
match <- regexpr(pattern, lines, perl = TRUE)
starts <- attr(match, "capture.start")
lengths <- attr(match, "capture.length")
fields <- sapply(colnames(starts), function(name) substring(lines, starts[, name], starts[, name] + lengths[, name] - 1))
hits <- as.data.frame(fields[match > 0, ])
hits$size <- suppressWarnings(as.numeric(hits$size))
hits$time <- as.POSIXct(hits$time, format = "%d/%b/%Y:%H:%M:%S %z", tz = "UTC")
cat(nrow(hits), "hits,", sum(match < 0), "bad, from", format(min(hits$time)), "\n")

counts <- table(hits$status)
for (status in names(counts)) cat(status, formatC(counts[[status]], width = 4), strrep("█", round(counts[[status]] / 5)), "\n")
by_path <- aggregate(size ~ path, hits, function(size) c(n = length(size), median = median(size), sd = sd(size)))
cat(sprintf("%-12s %4d %8.1f %9.2f\n", vapply(by_path$path, URLdecode, ""), as.integer(by_path$size[, "n"]), by_path$size[, "median"], by_path$size[, "sd"]), sep = "")
print(xtabs(~ substr(status, 1, 1) + format(time, "%H"), hits, drop.unused.levels = TRUE) |> unclass() |> addmargins() |> unname())
cat("quartiles:", quantile(hits$size, c(0.25, 0.75), na.rm = TRUE, names = FALSE), "busiest:", max(table(hits$host)) >= 400 / 15, "\n")
print(tapply(hits$size, list(cut(hits$size, c(0, 1000, 3000, 5000), right = FALSE), hits$status == "200"), length))

cat(gsub("(?<=\\d)(?=(?:\\d{3})+(?!\\d))", "'", "1234567 und 89 und 1000", perl = TRUE), "|", strsplit("Äpfel ; Birnen,Öl", "\\s*[;,]\\s*")[[1]], "\n")
cat(gsub("(\\w+), (\\w+)", "\\U\\2 \\L\\1", "muller, zoe; ODEGAARD, bjorn", perl = TRUE), gsub("(\\p{L}+), (\\p{L}+)", "\\2 \\1", "Müller, Zoë", perl = TRUE), "|", regmatches("a1b22c333", gregexpr("[0-9]+", "a1b22c333"))[[1]], "|", sub("^(.)(.*)$", "\\2\\1ay", "pig"), "\n")
text <- "Preise: 3,50 € und 12,00 €"
regmatches(text, gregexpr("\\d+,\\d\\d", text)) <- list(c("4,00", "13,50"))
cat(text, grepl("^[[:upper:]][[:lower:]]+$", c("Größe", "groß")), regexec("(\\d+)-(\\d+)", "am 12-34")[[1]][1:3], agrep("lasy", "1 lazy 2"), adist("kitten", "sitting"), "\n")
cat(grepl("\\p{Cyrillic}", "Привет", perl = TRUE), nchar(gsub("[^[:alpha:]]", "", "Öl, 東京!")), toupper(letters[1:3]), sprintf("%05.1f|%+d|%e|%%|%5s", pi, 7L, 12345.678, "ü"), rev(unlist(gregexpr("a", "banana"))), basename("/x/y.tar.gz"), tools::file_ext("y.tar.gz"), "\n")
