# Walks, links, copies, describes and reads files in pieces, text and binary (needs: a writable directory).
root <- tempfile("bäume-")
cat("below TMPDIR:", startsWith(root, Sys.getenv("TMPDIR")), dir.create(root), path.expand("~") == Sys.getenv("HOME"), "\n")
for (name in c("a/eins.txt", "a/b/zwei.txt", "ü/drei.log", "ü/名前.dat")) {
  dir.create(file.path(root, dirname(name)), recursive = TRUE, showWarnings = FALSE)
  writeLines(rep(name, 3), file.path(root, name))
}
inside <- function(...) file.path(root, ...)
invisible(file.symlink("a/eins.txt", inside("verweis")))
invisible(file.link(inside("a/eins.txt"), inside("hart")))
found <- sort(list.files(root, recursive = TRUE), method = "radix")
cat(sprintf("%s %d\n", found, as.integer(file.size(inside(found)))), sep = "")
cat("link:", Sys.readlink(inside("verweis")), basename(normalizePath(inside("verweis"))), "dirs:", sort(list.dirs(root, full.names = FALSE), method = "radix"), "pattern:", list.files(root, "\\.txt$", recursive = TRUE), "\n")
cat("glob:", basename(Sys.glob(inside("*", "*.[tl]*"))), utils::glob2rx("*.t?t"), "\n")

Sys.chmod(inside("hart"), "0640")
Sys.setFileTime(inside("hart"), as.POSIXct(86400, origin = "1970-01-01", tz = "UTC"))
info <- file.info(inside("a/eins.txt"))
cat("mode:", format(info$mode), "time:", format(info$mtime, tz = "UTC"), "size:", info$size, info$isdir, file.access(inside("hart"), 2), "\n")
for (attempt in list(quote(readLines(inside("fehlt"))), quote(file(inside("nichts", "x"), "w")), quote(file.rename(inside("fehlt"), inside("x"))), quote(dir.create(inside("a"))))) {
  cat(tryCatch({ eval(attempt); "nothing" }, warning = function(w) sub(".*(No such file or directory|already exists).*", "\\1", conditionMessage(w)), error = function(e) "error"), "| ")
}
cat(file.exists(inside("fehlt")), file.remove(inside("verweis")), unlink(inside("gibt-es-nicht")), "\n")

invisible(file.copy(inside("a"), inside("ü"), recursive = TRUE))
invisible(file.rename(inside("ü", "a"), inside("umzug")))
cat("copied:", list.files(inside("umzug"), recursive = TRUE), "appended:", file.append(inside("hart"), inside("ü", "drei.log")), length(readLines(inside("hart"))), "\n")

big <- inside("gross.txt")
writeLines(sprintf("Zeile %d: %s", 1:5000, strrep("ä", 1:5000 %% 7)), big)
connection <- file(big, "r")
count <- 0
longest <- ""
while (length(lines <- readLines(connection, n = 777)) > 0) {
  count <- count + length(lines)
  longest <- c(longest, lines)[which.max(nchar(c(longest, lines)))]
}
close(connection)
cat(count, "lines, longest", longest, "\n")

path <- inside("records.bin")
connection <- file(path, "wb")
writeBin(c(1L, -1L, 256L), connection, endian = "little")
writeBin(c(pi, NA), connection, size = 8)
writeBin(c(1.5, 2), connection, size = 4, endian = "big")
writeBin("größe", connection)
writeBin(as.raw(c(0xDE, 0xAD)), connection)
close(connection)
connection <- file(path, "rb")
cat("binary:", file.size(path), readBin(connection, "integer", 3, endian = "little"), readBin(connection, "double", 2), readBin(connection, "double", 2, size = 4, endian = "big"), readBin(connection, "character"), format(readBin(connection, "raw", 10)), "\n")
invisible(seek(connection, 4))
cat("again:", readBin(connection, "integer", 1, size = 2, signed = FALSE), seek(connection), readBin(connection, "raw", 1), isSeekable(connection), "\n")
close(connection)
buffer <- rawConnection(raw(0), "r+")
writeBin(1:2, buffer, size = 2)
cat("memory:", format(rawConnectionValue(buffer)), { close(buffer); readLines(text <- textConnection("eins\nzwei"))[2] }, scan(text = "3 4,5", sep = "", dec = ",", quiet = TRUE), unlist(read.fwf(textConnection("12abc3"), c(2, 3, 1))), "\n")
cat("removed:", unlink(root, recursive = TRUE) == 0 && !dir.exists(root), "\n")
