line <- function(name, problem) cat(name, " ", if (is.null(problem)) "ok" else problem, "\n", sep = "")

differs <- function(name, seen) {
  wanted <- Sys.getenv(name, NA)
  if (!identical(wanted, seen)) sprintf("is %s, and %s is what counts", wanted, seen)
}

path <- function() {
  # R's start script adds no directory of its own, so what is found lies in a directory that PATH names.
  found <- Sys.which("Rscript")
  first <- strsplit(Sys.getenv("PATH"), ":", fixed = TRUE)[[1L]][1L]
  if (!identical(dirname(found), first)) sprintf("finds '%s'", found)
}

tmpdir <- function() {
  # What it is set to is also what R takes by itself: only another value shows that it is read.
  other <- system2("Rscript", c("--vanilla", "-e", shQuote("cat(dirname(tempdir()))")), env = "TMPDIR={{directory}}", stdout = TRUE)
  if (!identical(other, "{{directory}}")) return(sprintf("is not obeyed: files go to %s", other))
  differs("TMPDIR", dirname(tempdir()))
}

line("PATH", path())
line("HOME", differs("HOME", path.expand("~")))
line("TMPDIR", tmpdir())
line("LANG", if (!isTRUE(l10n_info()[["UTF-8"]])) "leaves R without UTF-8")
line("R_LIBS", differs("R_LIBS", .libPaths()[1L]))
