# Shortest routes, dynamic programming, puzzles and games with vectors, matrices and environments (needs: R alone).
roads <- data.frame(from = c("Köln", "Köln", "Bonn", "Bonn", "Mainz"), to = c("Bonn", "Trier", "Trier", "Mainz", "Trier"), km = c(30, 170, 130, 150, 155))
places <- unique(c(roads$from, roads$to))
distance <- matrix(Inf, 4, 4, dimnames = list(places, places))
diag(distance) <- 0
distance[cbind(roads$from, roads$to)] <- distance[cbind(roads$to, roads$from)] <- roads$km
via <- matrix(NA_character_, 4, 4, dimnames = dimnames(distance))
for (k in places) for (i in places) for (j in places) {
  if (distance[i, k] + distance[k, j] < distance[i, j]) {
    distance[i, j] <- distance[i, k] + distance[k, j]
    via[i, j] <- k
  }
}
route <- function(i, j) if (is.na(via[i, j])) j else c(route(i, via[i, j]), route(via[i, j], j))
cat("Köln", route("Köln", "Trier"), sep = " → ")
cat(",", distance["Köln", "Trier"], "km; mean", round(mean(distance[upper.tri(distance)]), 3), "\n")

known <- new.env()
edit <- function(a, b) {
  key <- paste(a, b, sep = "|")
  if (!is.null(known[[key]])) return(known[[key]])
  known[[key]] <- if (a == "" || b == "") nchar(paste0(a, b)) else min(
    edit(substring(a, 2), b) + 1, edit(a, substring(b, 2)) + 1, edit(substring(a, 2), substring(b, 2)) + (substr(a, 1, 1) != substr(b, 1, 1))
  )
}
cat("edit distance:", edit("Größenwahn", "Grossmann"), adist("Größenwahn", "Grossmann"), "states", length(ls(known)), "\n")
ways <- c(1, rep(0, 200))
for (coin in c(1, 2, 5, 10, 20, 50, 100, 200)) for (i in coin:200) ways[i + 1] <- ways[i + 1] + ways[i - coin + 1]
best <- rep(0, 11)
for (item in list(c(3, 4), c(4, 5), c(7, 10), c(8, 11))) for (w in 10:item[1]) best[w + 1] <- max(best[w + 1], best[w - item[1] + 1] + item[2])
cat("change:", ways[201], "knapsack:", best[11], "\n")

queens <- function(size, placed = integer()) {
  row <- length(placed) + 1
  if (row > size) return(1)
  free <- Filter(function(column) all(placed != column & abs(placed - column) != row - seq_along(placed)), seq_len(size))
  sum(vapply(free, function(column) queens(size, c(placed, column)), 0))
}
hanoi <- function(n, from = "A", to = "C", by = "B") if (n == 0) character() else c(hanoi(n - 1, from, by, to), paste0(from, to), hanoi(n - 1, by, to, from))
cat("queens:", queens(6), "hanoi:", hanoi(3), length(hanoi(10)), "\n")

life <- function(board) {
  shift <- function(m, r, c) m[(seq_len(nrow(m)) - 1 - r) %% nrow(m) + 1, (seq_len(ncol(m)) - 1 - c) %% ncol(m) + 1]
  near <- Reduce(`+`, Map(function(r, c) shift(board, r, c), c(-1, -1, -1, 0, 0, 1, 1, 1), c(-1, 0, 1, -1, 1, -1, 0, 1)))
  (near == 3 | (board & near == 2)) * 1L
}
glider <- matrix(0L, 8, 8)
glider[cbind(c(1, 2, 3, 3, 3), c(2, 3, 1, 2, 3))] <- 1L
after <- Reduce(function(board, step) life(board), 1:4, glider)
cat(apply(ifelse(after == 1, "█", "·"), 1, paste, collapse = ""), sep = "\n")
cat("moved:", identical(after[2:4, 2:4], glider[1:3, 1:3]), "cells:", sum(after), "\n")

sudoku <- matrix(as.integer(strsplit("530070000600195000098000060800060003400803001700020006060000280000419005000080079", "")[[1]]), 9, byrow = TRUE)
solve_it <- function(s) {
  empty <- which(s == 0, arr.ind = TRUE)
  if (nrow(empty) == 0) return(s)
  choices <- lapply(seq_len(nrow(empty)), function(n) {
    r <- empty[n, 1]; c <- empty[n, 2]
    setdiff(1:9, c(s[r, ], s[, c], s[(r - 1) %/% 3 * 3 + 1:3, (c - 1) %/% 3 * 3 + 1:3]))
  })
  n <- which.min(lengths(choices))
  for (digit in choices[[n]]) {
    s[empty[n, 1], empty[n, 2]] <- digit
    if (!is.null(solved <- solve_it(s))) return(solved)
  }
  NULL
}
solved <- solve_it(sudoku)
cat("sudoku:", solved[1, ], "right:", all(apply(solved, 1, sort) == 1:9, apply(solved, 2, sort) == 1:9), "\n")
