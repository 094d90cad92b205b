# Standard input at its end, conditions, restarts, exit handlers, tracing and a large output (needs: R alone).
input <- readLines(file("stdin"))
cat("stdin:", length(input), "interactive:", interactive(), "arguments:", length(commandArgs(trailingOnly = TRUE)), "\n")
cat("directories:", file.access(Sys.getenv(c("HOME", "TMPDIR")), 2), "locale:", l10n_info()[["UTF-8"]], "zone:", format(as.POSIXct(0), "%Z"), "\n")

stock_error <- function(item, missing) errorCondition(sprintf("von %s fehlen %d", item, missing), class = "stock_error", missing = missing)
attempts <- list(
  quote(log(-1)), quote(1 + "a"), quote(nirgends), quote(stop(stock_error("Öl", 3L))), quote(sqrt("x")), quote(list(1)[[3]]), quote(match.arg("x", c("a", "b"))),
  quote(as.integer("zwölf")), quote(stopifnot("muß positiv sein" = -1 > 0)), quote(matrix(1:6, 2) %*% matrix(1:6, 2)), quote(library(gibtesnicht)), quote(parse(text = "1 +")), quote((function() Recall())())
)
for (attempt in attempts) {
  result <- tryCatch(
    { eval(attempt); "nothing" },
    stock_error = function(e) paste("stock:", conditionMessage(e), e$missing),
    warning = function(w) paste("warning in", class(w)[1]),
    stackOverflowError = function(e) "too deep",
    packageNotFoundError = function(e) paste("no package", e$package),
    error = function(e) if (grepl("nested too deeply|stack usage|infinite recursion", conditionMessage(e))) "too deep" else "error"
  )
  cat(format(deparse(attempt)[1], width = 40), "⇒", result, "\n")
}

parse_number <- function(text) {
  withRestarts(
    if (grepl("^-?[0-9.]+$", text)) as.numeric(text) else stop(paste("keine Zahl:", text)),
    use_value = function(value) value,
    skip = function() NULL
  )
}
read_all <- function(texts) unlist(lapply(texts, parse_number))
cat("repaired:", withCallingHandlers(read_all(c("1", "zwei", "3", "")), error = function(e) if (grepl("zwei", conditionMessage(e))) invokeRestart("use_value", 2) else invokeRestart("skip")), "\n")
seen <- character()
value <- withCallingHandlers(
  { warning("erste"); message("Nachricht"); signalCondition(simpleCondition("leise")); 42 },
  warning = function(w) { seen <<- c(seen, conditionMessage(w)); invokeRestart("muffleWarning") },
  message = function(m) { seen <<- c(seen, trimws(conditionMessage(m))); invokeRestart("muffleMessage") },
  condition = function(c) seen <<- c(seen, class(c)[1])
)
cat(value, seen, "\n")

cleanup <- function() {
  on.exit(cat("zuerst "), add = TRUE)
  on.exit(cat("danach\n"), add = TRUE)
  tryCatch(stop("x"), error = function(e) cat("gefangen "), finally = cat("finally "))
  invisible(NULL)
}
cleanup()
cat(inherits(try(stop("still"), silent = TRUE), "try-error"), geterrmessage() == "Error in try(stop(\"still\"), silent = TRUE) : still\n", tryCatch(warning("w"), condition = class)[1:2], "\n")
f <- function(n) if (n == 0) sys.nframe() else f(n - 1)
cat("depth:", f(10) - f(0), "calls:", deparse((function(...) match.call())(a = 1, "ü")), (function(...) ...length())(1, 2, 3), "missing:", (function(x) missing(x))(), "\n")
captured <- capture.output({ print(1:3); cat("Größe\n") })
cat("captured:", captured, "\n")
delayedAssign("lazy", { cat("[evaluated] "); 7 })
cat("lazy:", lazy + lazy, "\n")
invisible(reg.finalizer(environment(cleanup), function(e) cat("finalizer\n"), onexit = TRUE))
.Last <- function() cat("last words\n")
for (n in 0:3999) cat(sprintf("%05d Zeile mit Umlauten äöü und %10.0f\n", n, n * n))
quit(status = 0, runLast = TRUE)
