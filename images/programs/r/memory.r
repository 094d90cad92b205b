memory <- list()
for (i in 1:256) {
  memory[[i]] <- rep(as.raw(1), 16 * 1024 * 1024)
}
cat("no limit\n")
