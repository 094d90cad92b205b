# Simulations with a seed: repeatable draws, distributions, a walk, resampling and queues (needs: R alone).
suppressWarnings(RNGkind("Mersenne-Twister", "Inversion", "Rejection"))

# The twister's outputs for seeds set by R are documented and have been the same for many years.
set.seed(42)
first <- sample(1:100, 5)
set.seed(42)
cat("repeatable:", identical(first, sample(1:100, 5)), first, "\n")
set.seed(1)
cat(sprintf("%.7f", runif(3)), sprintf("%.7f", rnorm(2)), "\n")

lehmer <- function(n, state = 1) { for (i in seq_len(n)) state <- (state * 48271) %% 2147483647; state }
cat("minimal standard after 10000 steps:", format(lehmer(10000), digits = 10), "\n")

set.seed(2024)
rolls <- sample(6, 6000, replace = TRUE)
test <- chisq.test(table(rolls))
cat("faces:", sort(unique(rolls)), "fair:", test$p.value > 0.001, "mean near 3.5:", abs(mean(rolls) - 3.5) < 0.1, "\n")
draws <- list(normal = rnorm(5000, 10, 2), exponential = rexp(5000, 0.5), poisson = rpois(5000, 4), binomial = rbinom(5000, 10, 0.3), gamma = rgamma(5000, 2, 1), uniform = runif(5000))
expected <- c(10, 2, 4, 3, 2, 0.5)
cat(sprintf("%s %s; ", names(draws), abs(sapply(draws, mean) - expected) < 0.15 * pmax(1, expected / 4)), "\n")
cat("tested:", ks.test(draws$normal, "pnorm", 10, 2)$p.value > 0.001, ks.test(draws$uniform, "punif")$p.value > 0.001, "\n")

points <- matrix(runif(40000), ncol = 2)
cat("π about right:", abs(4 * mean(rowSums(points^2) < 1) - pi) < 0.06, "\n")
walks <- replicate(400, sum(colSums(rbind(c(1, 0), c(-1, 0), c(0, 1), c(0, -1))[sample(4, 50, TRUE), ])^2))
cat("mean square distance about 50:", mean(walks) > 40 && mean(walks) < 60, "\n")
boot <- replicate(500, median(sample(mtcars$mpg, replace = TRUE)))
limits <- quantile(boot, c(0.025, 0.975), names = FALSE)
cat("bootstrap holds the median:", limits[1] <= median(mtcars$mpg) && median(mtcars$mpg) <= limits[2], "\n")
difference <- diff(tapply(mtcars$mpg, mtcars$am, mean))
permuted <- replicate(1000, diff(tapply(mtcars$mpg, sample(mtcars$am), mean)))
cat(sprintf("difference %.4f, by chance: %s\n", difference, mean(abs(permuted) >= difference) < 0.01))

queue <- function(customers, arrive, serve) {
  arrival <- cumsum(rexp(customers, arrive))
  free <- 0
  wait <- numeric(customers)
  for (i in seq_len(customers)) {
    wait[i] <- max(0, free - arrival[i])
    free <- arrival[i] + wait[i] + rexp(1, serve)
  }
  mean(wait)
}
cat("waiting about a half:", abs(mean(replicate(10, queue(4000, 1, 2))) - 0.5) < 0.15, "\n")
transition <- matrix(c(0.9, 0.1, 0.5, 0.5), 2, byrow = TRUE, dimnames = list(c("Sonne", "Regen"), c("Sonne", "Regen")))
steady <- Reduce(`%*%`, rep(list(transition), 50))[1, ]
weather <- Reduce(function(today, step) sample(colnames(transition), 1, prob = transition[today, ]), 1:5000, "Sonne", accumulate = TRUE)
cat("steady:", round(steady, 5), "simulated near:", abs(mean(weather == "Sonne") - steady[[1]]) < 0.05, "\n")
deck <- paste0(rep(c("♠", "♥", "♦", "♣"), each = 8), c(7:10, "B", "D", "K", "A"))
shuffled <- sample(deck)
cat("deck:", length(unique(shuffled)), setequal(deck, shuffled), !identical(deck, shuffled), "hands:", lengths(split(shuffled, rep(1:4, 8))), "\n")
birthday <- mean(replicate(2000, anyDuplicated(sample(365, 23, TRUE)) > 0))
cat("birthdays about one half:", abs(birthday - pbirthday(23)) < 0.05, round(pbirthday(23), 5), "\n")
