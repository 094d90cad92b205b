# Compresses with gzip, bzip2 and xz, packs and unpacks tar archives and saves objects (needs: R's own compression).
options(warn = 2)
dir.create("daten/tief", recursive = TRUE)
files <- list("daten/grüße.txt" = rep("Grüße", 1000), "daten/tief/zahlen.csv" = sprintf("%d;%d", 0:499, (0:499)^2), "daten/leer.txt" = character())
for (name in names(files)) writeLines(files[[name]], name, useBytes = TRUE)

for (kind in c("gzip", "bzip2", "xz")) {
  archive <- paste0("alles.tar.", kind)
  # The format has small numbers of users only: R tells when it puts another in the place of a large one.
  suppressWarnings(tar(archive, "daten", compression = kind, tar = "internal"))
  untar(archive, exdir = paste0("aus-", kind), tar = "internal")
  copies <- file.path(paste0("aus-", kind), names(files))
  cat(sprintf("%-5s %s entries, equal %s, small %s\n", kind, length(untar(archive, list = TRUE, tar = "internal")), all(tools::md5sum(copies) == tools::md5sum(names(files))), file.size(archive) < 10000))
}

text <- charToRaw(strrep("Ein Satz, der sich wiederholt. ", 300))
for (kind in c("gzip", "bzip2", "xz")) {
  packed <- memCompress(text, kind)
  cat(kind, length(packed) < 200, identical(memDecompress(packed, kind), text), "; ")
}
cat(tryCatch(memDecompress(charToRaw("kein bzip2"), "bzip2"), error = function(e) "refused"), "\n")

openers <- list(gz = gzfile, bz2 = bzfile, xz = xzfile)
for (kind in names(openers)) {
  file <- paste0("zeilen.", kind)
  connection <- openers[[kind]](file, "w")
  writeLines(c("eins", "zwei", "fünf"), connection)
  close(connection)
  first <- paste(readBin(file, "raw", 2), collapse = "")
  cat(kind, first, length(readLines(file, encoding = "UTF-8")), toupper(readLines(file, encoding = "UTF-8")[3]), "; ")
}
cat("\n")
table <- data.frame(n = 1:1000, name = rep_len(c("Zoë", "Łukasz", "李"), 1000), when = as.Date("2024-02-29") + 0:999)
write.csv(table, gzfile("tabelle.csv.gz"), row.names = FALSE, fileEncoding = "UTF-8")
again <- read.csv("tabelle.csv.gz", colClasses = c(when = "Date"), encoding = "UTF-8")
cat("table:", all.equal(again, table), "\n")
for (kind in c("gzip", "bzip2", "xz")) saveRDS(table, paste0("tabelle-", kind, ".rds"), compress = kind)
cat("objects:", vapply(c("gzip", "bzip2", "xz"), function(kind) identical(readRDS(paste0("tabelle-", kind, ".rds")), table), NA), "\n")
größe <- 42
makeActiveBinding("jetzt", function() größe * 2, environment())
save(table, größe, file = "alles.rda")
rm(table, größe)
cat("loaded:", sort(load("alles.rda"), method = "radix"), größe, jetzt, "\n")

object <- list(f = function(x) x^2, e = as.environment(list(ü = 1)), c = 1 + 2i, d = quote(a + b))
copy <- unserialize(serialize(object, NULL))
cat("serialised:", copy$f(7), copy$e$ü, copy$c == object$c, deparse(copy$d), length(serialize(1:10, NULL, xdr = FALSE)) > 50, rawToChar(serialize("a", NULL, ascii = TRUE)[1:2]) == "A\n", "\n")
dput(list(a = 1:3, b = "ü"), "objekt.R")
cat(readLines("objekt.R", encoding = "UTF-8"), identical(dget("objekt.R", keep.source = FALSE)$a, 1:3), "\n")
