# Survival curves, tests and Cox models, with a plot (needs: survival, broom, ragg).
suppressPackageStartupMessages({
  library(survival)
  library(broom)
})

own <- data.frame(time = c(6, 7, 10, 15, 19, 25), status = c(1, 0, 1, 1, 0, 1))
curve <- survfit(Surv(time, status) ~ 1, own)
byhand <- cumprod(1 - own$status / rev(seq_len(nrow(own))))
cat("by hand:", round(byhand, 4), "\nsurvfit:", round(curve$surv, 4), isTRUE(all.equal(byhand, curve$surv)), "\n")
print(Surv(own$time, own$status))

fit <- survfit(Surv(time, status) ~ sex, lung)
medians <- summary(fit)$table[, c("records", "events", "median")]
for (i in 1:2) cat(rownames(medians)[i], medians[i, ], "\n")
at <- summary(fit, times = c(180, 365))
cat(sprintf("%s day %d: %.4f (%d at risk)\n", at$strata, as.integer(at$time), at$surv, as.integer(at$n.risk)), sep = "")
difference <- survdiff(Surv(time, status) ~ sex, lung)
cat(sprintf("log rank: chi² %.3f, p %.5f\n", difference$chisq, pchisq(difference$chisq, 1, lower.tail = FALSE)))

cox <- coxph(Surv(time, status) ~ age + sex + ph.ecog, lung)
effects <- tidy(cox, exponentiate = TRUE, conf.int = TRUE)
cat(sprintf("%-8s HR %.4f [%.3f, %.3f] p %.5f\n", effects$term, effects$estimate, effects$conf.low, effects$conf.high, effects$p.value), sep = "")
cat(sprintf("n %d, events %d, concordance %.4f\n", cox$n, cox$nevent, glance(cox)$concordance))
check <- cox.zph(cox)
cat("proportional:", check$table["GLOBAL", "p"] > 0.05, "\n")
new <- data.frame(age = c(50, 70), sex = c(2, 1), ph.ecog = c(0, 2))
risk <- predict(cox, new, type = "risk")
cat("risk ratio:", round(risk[2] / risk[1], 3), "order kept:", diff(predict(cox, new, type = "lp")) > 0, "\n")

weibull <- survreg(Surv(time, status) ~ sex, lung, dist = "weibull")
cat("weibull:", round(coef(weibull), 4), "scale", round(weibull$scale, 4), "\n")
cat("strata:", levels(strata(lung$sex)), "| split rows:", nrow(survSplit(Surv(time, status) ~ ., own, cut = c(8, 16), episode = "phase")), "\n")
competing <- survfit(Surv(time, factor(c(1, 0, 2, 1, 0, 2), 0:2, c("zensiert", "Tod", "Rückfall"))) ~ 1, own)
cat("states:", competing$states, round(competing$pstate[6, ], 4), "\n")

ragg::agg_png("überleben.png", width = 500, height = 400)
plot(fit, col = c("navy", "tomato"), xlab = "Tage", ylab = "Überlebende", main = "Überleben nach Geschlecht", conf.int = TRUE, mark.time = TRUE)
legend("topright", c("Männer", "Frauen"), col = c("navy", "tomato"), lty = 1)
invisible(dev.off())
cat("plot:", paste(readBin("überleben.png", "raw", 4), collapse = " "), file.size("überleben.png") > 4000, "\n")
