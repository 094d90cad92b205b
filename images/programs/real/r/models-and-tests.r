# Fits linear, robust, logistic and mixed models and tidies them; tests hypotheses (needs: broom, MASS, stats).
suppressPackageStartupMessages({
  library(MASS)
  library(broom)
})

fit <- lm(mpg ~ wt + factor(cyl), mtcars)
terms <- tidy(fit, conf.int = TRUE)
cat(sprintf("%-14s %8.3f %7.3f %8.2e [%.2f, %.2f]\n", terms$term, terms$estimate, terms$std.error, terms$p.value, terms$conf.low, terms$conf.high), sep = "")
quality <- glance(fit)
cat(sprintf("R² %.4f, F %.2f on %d and %d, AIC %.2f\n", quality$r.squared, quality$statistic, quality$df, quality$df.residual, quality$AIC))
detail <- augment(fit)
cat("worst:", detail$.rownames[which.max(abs(detail$.std.resid))], "leverage sums to", round(sum(detail$.hat), 6), "\n")
changes <- tidy(anova(lm(mpg ~ wt, mtcars), fit))
cat(sprintf("cylinders: F %.3f, p %.5f\n", changes$statistic[2], changes$p.value[2]))
cat("step:", paste(attr(terms(stepAIC(lm(mpg ~ wt + qsec + drat + am, mtcars), trace = 0)), "term.labels"), collapse = " + "), "\n")

logistic <- glm(am ~ wt, binomial, mtcars)
cat(sprintf("logistic: %.3f %.3f, odds %.5f, right %d of %d\n", coef(logistic)[1], coef(logistic)[2], exp(coef(logistic)[2]), sum((fitted(logistic) > 0.5) == mtcars$am), nrow(mtcars)))
poisson <- glm(count ~ spray, poisson, InsectSprays)
cat("means:", round(exp(cumsum(c(coef(poisson)[1], 0)))[1], 4), round(unname(exp(coef(poisson)[1] + coef(poisson)["sprayC"])), 4), "deviance", round(deviance(poisson), 2), "\n")
robust <- rlm(stack.loss ~ ., stackloss)
cat("robust:", round(coef(robust), 3), "converged:", robust$converged, "\n")
curve <- nls(rate ~ Vm * conc / (K + conc), Puromycin, subset = state == "treated", start = list(Vm = 200, K = 0.05))
cat("Michaelis:", round(coef(curve), 4), "\n")
groups <- lda(Species ~ ., iris)
cat("discriminant:", mean(predict(groups)$class == iris$Species), "share", round(groups$svd[1]^2 / sum(groups$svd^2), 4), "\n")
cat("fractions:", as.character(fractions(c(0.375, 1 / 3, pi), max.denominator = 200)), "null space:", round(Null(matrix(c(1, 1), 2)) * sqrt(2), 6) |> abs(), "\n")
cat("fitted:", round(fitdistr(c(1, 2, 3, 6), "exponential")$estimate, 4), "ginv:", round(ginv(matrix(1:4, 2)), 4), "\n")

for (test in list(
  t.test(extra ~ group, sleep, var.equal = TRUE), wilcox.test(c(1.1, 2.2, 3.3, 0.4), c(4.5, 5.6, 6.7, 7.8)), chisq.test(matrix(c(12, 5, 7, 9), 2)),
  shapiro.test(mtcars$mpg), cor.test(~ mpg + wt, mtcars), fisher.test(matrix(c(3, 1, 1, 3), 2)), prop.test(45, 100), kruskal.test(count ~ spray, InsectSprays)
)) {
  result <- tidy(test)
  cat(sprintf("%-55s p %.5f\n", result$method, result$p.value))
}
posthoc <- tidy(TukeyHSD(aov(count ~ spray, InsectSprays)))
cat("differing pairs:", paste(posthoc$contrast[posthoc$adj.p.value < 0.001], collapse = " "), "\n")
components <- prcomp(USArrests, scale. = TRUE)
cat("variance:", round(tidy(components, "eigenvalues")$percent, 4), "\n")
clusters <- cutree(hclust(dist(c(1, 2, 10, 11, 30))), 3)
cat("clusters:", clusters, "quantiles:", quantile(1:10, c(0.1, 0.9), names = FALSE), "power:", round(power.t.test(n = 20, delta = 1)$power, 4), "\n")
