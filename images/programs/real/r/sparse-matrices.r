# Sparse and dense linear algebra, row statistics and factorisations (needs: Matrix, matrixStats, BLAS and LAPACK).
suppressPackageStartupMessages({
  library(Matrix)
  library(matrixStats)
})

n <- 1000L
laplace <- bandSparse(n, k = 0:1, diagonals = list(rep(2, n), rep(-1, n - 1)), symmetric = TRUE)
x <- solve(laplace, rep(1, n))
cat(class(laplace), "with", nnzero(laplace), "entries, middle", x[n / 2], "residual small:", max(abs(laplace %*% x - 1)) < 1e-8, "\n")
cat("smaller than dense:", as.numeric(object.size(laplace)) < 8 * n^2 / 50, "determinant:", round(as.numeric(determinant(laplace)$modulus), 6), round(log(n + 1), 6), "\n")

links <- sparseMatrix(i = c(1, 2, 3, 3, 4, 4), j = c(2, 1, 2, 1, 1, 3), x = 1, dims = c(4, 4), dimnames = list(letters[1:4], letters[1:4]))
rank <- rep(0.25, 4)
transition <- t(links / rowSums(links))
for (i in 1:100) rank <- 0.15 / 4 + 0.85 * as.vector(transition %*% rank)
cat("ranking:", letters[order(-rank)], round(sum(rank), 9), "\n")
print(links)
cat("paths of length 3:", as.vector((links %*% links %*% links)["c", ]), "symmetric:", isSymmetric(crossprod(links)), "\n")

a <- matrix(c(4, 1, 0, 1, 3, 1, 0, 1, 2), 3)
factor <- chol(a)
cat("cholesky:", isTRUE(all.equal(crossprod(factor), a)), "det:", round(det(a), 6), "rank:", qr(a)$rank, "solution:", round(solve(a, c(9, 10, 7)), 6), "\n")
eigen <- eigen(matrix(c(2, 1, 1, 2), 2))
cat("eigenvalues:", eigen$values, "svd:", isTRUE(all.equal(with(svd(a), u %*% diag(d) %*% t(v)), a)), "condition:", round(kappa(a, exact = TRUE), 4), "\n")
cat("outer:", outer(1:3, 1:3)[3, ], "kronecker:", dim(kronecker(diag(2), a)), "exp:", round(as.matrix(expm(Matrix(c(0, 0, 1, 0), 2))), 6), "trace:", sum(diag(a)), "\n")
lu <- expand2(lu(Matrix(a)))
cat("lu:", isTRUE(all.equal(as.matrix(Reduce(`%*%`, lu)), a, check.attributes = FALSE)), "norm:", norm(a, "F")^2, "nearest:", min(eigen(nearPD(matrix(c(1, 0.9, 0.9, 0.9, 1, -0.9, 0.9, -0.9, 1), 3))$mat)$values) > 0, "\n")

scores <- matrix(c(3, 9, 4, 7, 1, 8, NA, 5, 6, 2, 7, 7), 3, dimnames = list(c("Zoë", "Łukasz", "李"), NULL))
cat("medians:", rowMedians(scores, na.rm = TRUE), "deviations:", round(rowSds(scores, na.rm = TRUE), 4), "ranges:", t(rowRanges(scores, na.rm = TRUE)), "\n")
cat("column maxima:", colMaxs(scores, na.rm = TRUE), "ranks:", rowRanks(scores, ties.method = "average")[3, ], "missing:", colCounts(is.na(scores)), "\n")
cat("cumulated:", rowCumsums(matrix(1:4, 2)), "products:", rowProds(matrix(1:6, 2)), "quantiles:", rowQuantiles(matrix(1:10, 1), probs = c(0.25, 0.5)), "\n")
cat("weighted:", round(weightedMedian(c(1, 2, 10), c(1, 1, 5)), 4), "log sum:", logSumExp(c(1000, 1000)) - 1000, "mad:", rowMads(matrix(c(1, 2, 3, 4, 100), 1)), "differences:", rowDiffs(matrix(c(1, 4, 9), 1)), "\n")
invisible(writeMM(links, "links.mtx"))
cat(readLines("links.mtx", 2), sep = "\n")
cat("same:", all(readMM("links.mtx") == links), "\n")
