# Digits of π and large factorials by hand, primes, continued fractions, bits and polynomials (needs: R alone).
options(digits = 15)

# Numbers as digits to the base 10^7, the least first.
multiply <- function(number, factor) {
  carry <- 0
  for (i in seq_along(number)) {
    value <- number[i] * factor + carry
    number[i] <- value %% 1e7
    carry <- value %/% 1e7
  }
  while (carry > 0) {
    number <- c(number, carry %% 1e7)
    carry <- carry %/% 1e7
  }
  number
}
show <- function(number) sub("^0+(?=.)", "", paste(sprintf("%07d", as.integer(rev(number))), collapse = ""), perl = TRUE)
cat("50! =", show(Reduce(multiply, 1:50, 1)), "\n")
cat("2^200 =", show(Reduce(multiply, rep(2, 200), 1)), "digits of 200!:", nchar(show(Reduce(multiply, 1:200, 1))), floor(lfactorial(200) / log(10)) + 1, "\n")

spigot <- function(count) {
  a <- rep(2, count * 10 %/% 3 + 1)
  digits <- integer()
  for (n in seq_len(count)) {
    a <- a * 10
    for (i in length(a):2) {
      q <- a[i] %/% (2 * i - 1)
      a[i] <- a[i] %% (2 * i - 1)
      a[i - 1] <- a[i - 1] + q * (i - 1)
    }
    digits <- c(digits, a[1] %/% 10)
    a[1] <- a[1] %% 10
  }
  for (i in rev(which(digits == 10))) { digits[i] <- 0; digits[i - 1] <- digits[i - 1] + 1 }
  paste(digits, collapse = "")
}
cat("π:", spigot(50), "\n")

sieve <- function(n) {
  prime <- c(FALSE, rep(TRUE, n - 1))
  for (i in 2:floor(sqrt(n))) if (prime[i]) prime[seq(i * i, n, i)] <- FALSE
  which(prime)
}
primes <- sieve(100000)
gcd <- function(a, b) if (b == 0) a else gcd(b, a %% b)
power_mod <- function(base, exponent, modulus) {
  result <- 1
  while (exponent > 0) {
    if (exponent %% 2 == 1) result <- (result * base) %% modulus
    base <- (base * base) %% modulus
    exponent <- exponent %/% 2
  }
  result
}
factorise <- function(n) { found <- c(); for (p in primes) while (n %% p == 0) { found <- c(found, p); n <- n / p }; c(found, if (n > 1) n) }
cat("primes:", length(primes), tail(primes, 1), "gcd:", gcd(1071, 462), "3^200 mod 13:", power_mod(3, 200, 13), "factors:", factorise(600851475143), "\n")
continued <- function(x, n) if (n == 0) c() else c(floor(x), continued(1 / (x - floor(x)), n - 1))
cat("fractions of √2 and e:", continued(sqrt(2), 6), "|", continued(exp(1), 8), "|", round(1e5 * (1 + sqrt(5)) / 2), "\n")

cat(0.1 + 0.2 == 0.3, isTRUE(all.equal(0.1 + 0.2, 0.3)), sprintf("%.20f", 0.1), .Machine$integer.max, .Machine$double.eps == 2^-52, 5 %/% -2, -5 %% 3, 1L / 0L, is.nan(0 / 0), "\n")
cat(suppressWarnings(.Machine$integer.max + 1L), 2^53 + 1 == 2^53, round(c(0.5, 1.5, 2.5, -1.5)), signif(123456, 2), format(1234567.891, big.mark = ".", decimal.mark = ",", nsmall = 2), format(1e-10), format(2^31, scientific = FALSE), "\n")
cat(round(Re(polyroot(c(6, -5, 1))), 6), Mod(3 + 4i), round(Re(exp(1i * pi)), 9), choose(50, 25), beta(2, 3), round(gamma(0.5)^2, 9), besselJ(2.404825557695773, 0) |> abs() < 1e-9, "\n")
cat(rev(as.integer(intToBits(10))[1:4]), strtoi("1010", base = 2), as.roman(2024) |> format(), as.integer(as.roman("MCMXCIV")), bitwAnd(12L, 10L), format(as.hexmode(48879)), sum(2^(which(rev(utf8ToInt("1011") == 49)) - 1)), "\n")
cat(integrate(dnorm, -1.96, 1.96)$value |> round(6), uniroot(function(x) x - cos(x), c(0, 1), tol = 1e-12)$root |> round(8), optimize(function(x) (x - 2)^2, c(0, 5))$minimum |> round(4), optim(c(-1.2, 1), function(p) 100 * (p[2] - p[1]^2)^2 + (1 - p[1])^2, method = "BFGS")$par |> round(2), round(splinefun(0:3, (0:3)^3, "natural")(1.5), 4), "\n")
cat(deparse(D(quote(x^3 * sin(x)), "x")), eval(deriv(~ x^2, "x"), list(x = 3)) |> attr("gradient"), round(Mod(fft(c(1, 0, -1, 0))), 6), round(convolve(1:3, c(0, 1, 0.5), type = "open"), 6), "\n")
