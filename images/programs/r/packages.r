suppressPackageStartupMessages({
  {{imports}}
})

cat("imported\n")
