bytes <- function(path) {
  con <- file(path, "rb", raw = TRUE)
  on.exit(close(con))
  content <- raw()
  repeat {
    more <- readBin(con, "raw", 65536L)
    if (length(more) == 0L) return(content)
    content <- c(content, more)
  }
}

show <- function(key, value) {
  text <- tryCatch(value(), error = function(e) paste("!", conditionMessage(e)), warning = function(w) paste("!", conditionMessage(w)))
  cat(key, " ", text, "\n", sep = "")
}

hex <- function(content) paste(as.character(content), collapse = "")

show("environ", function() hex(bytes("/proc/self/environ")))
show("status", function() hex(bytes("/proc/self/status")))
show("cwd", function() hex(charToRaw(getwd())))
show("mntns", function() Sys.readlink("/proc/self/ns/mnt"))
show("nonce", function() hex(bytes("{{nonce}}")))
show("stdin", function() {
  # A pipe's end: /dev/stdin can be opened only by whoever may open the pipe anew.
  con <- file("stdin", "rb")
  on.exit(close(con))
  count <- 0L
  while (length(more <- readBin(con, "raw", 65536L)) > 0L) count <- count + length(more)
  format(count, scientific = FALSE)
})
show("version", function() paste(R.version$major, R.version$minor, sep = "."))
cat("utf8 Grüße, 世界 ✓\n")

writeLines("written by the report", "{{file}}")
cat("Überlauf ✓\n", file = stderr())
quit(status = 3)
