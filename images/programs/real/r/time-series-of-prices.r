# Time series: windows, gaps, periods, returns and decompositions, with a plot (needs: zoo, xts, ragg).
suppressPackageStartupMessages({
  library(zoo)
  library(xts)
})

days <- as.Date("2024-01-01") + 0:89
prices <- zoo(100 + cumsum(rep_len(c(1, -0.5, 2, -1, 0.25), 90)), days)
cat("length", length(prices), "from", format(start(prices)), "to", format(end(prices)), "last", as.numeric(tail(prices, 1)), "\n")
cat("rolling:", as.numeric(head(rollmean(prices, 5, align = "right"), 3)), "max:", as.numeric(head(rollapply(prices, 7, max), 3)), "\n")
months <- aggregate(prices, as.yearmon, mean)
cat(sprintf("%s %.4f\n", format(index(months), "%Y-%m"), as.numeric(months)), sep = "")

gaps <- prices[1:8]
gaps[c(3, 4, 7)] <- NA
cat("linear:", as.numeric(na.approx(gaps)), "\ncarried:", as.numeric(na.locf(gaps)), "\nspline:", round(as.numeric(na.spline(gaps)), 3), "\n")
cat("trimmed:", length(na.trim(zoo(c(NA, 1, NA, 2, NA)))), "filled:", as.numeric(na.fill(gaps, 0))[3], "lag:", as.numeric(lag(prices, -1))[1], "diff:", as.numeric(diff(prices))[1:5], "\n")
other <- zoo(c(1, 2, 3), as.Date(c("2023-12-31", "2024-01-02", "2024-01-04")))
both <- merge(prices = prices[1:4], other, all = TRUE)
cat("merged:", nrow(both), colSums(is.na(both)), "inner:", nrow(merge(prices, other, all = FALSE)), "\n")
cat(format(as.yearqtr(as.Date("2024-08-15"))), format(as.yearmon("2024-02") + 1 / 12, "%Y-%m"), as.numeric(as.yearmon("2024-07")), format(as.Date(as.yearqtr("2024 Q3"), frac = 1)), "\n")

series <- xts(cbind(price = as.numeric(prices), volume = rep_len(c(10, 20, 30), 90)), order.by = days)
cat("february:", nrow(series["2024-02"]), "until:", nrow(series["/2024-01-10"]), "range:", nrow(series["2024-02-28/2024-03-02"]), "first week:", nrow(first(series, "1 week")), "\n")
cat("ends:", endpoints(series, "months"), "sums:", apply.monthly(series$volume, sum) |> as.numeric(), "weekly:", nrow(to.weekly(series$price)), periodicity(series)$scale, "\n")
ohlc <- to.monthly(series$price, name = "p")
cat(colnames(ohlc), "|", as.numeric(ohlc[2, ]), "\n")
returns <- diff(log(series$price))[-1]
cat(sprintf("return %.5f, deviation %.5f\n", sum(returns), sd(returns)), "by split:", round(vapply(split(series$price, "months"), function(month) max(month), 0), 2), "\n")
minutes <- xts(1:180, as.POSIXct("2024-03-31 00:00", tz = "UTC") + 60 * (0:179), tzone = "UTC")
tzone(minutes) <- "Europe/Berlin"
cat(format(index(minutes)[c(1, 61, 180)], "%H:%M %Z"), "hourly:", period.apply(minutes, endpoints(minutes, "hours"), sum) |> as.numeric(), "half an hour:", nrow(minutes["T03:00/T03:29"]), "\n")
aligned <- align.time(minutes[1:3] |> (\(x) { index(x) <- index(x) + 7; x })(), 60)
cat(format(index(aligned), "%H:%M:%S"), "dates:", class(index(series)), is.regular(prices), "\n")

cycle <- ts(rep(c(10, 20, 30, 20), 6) + 1:24, start = c(2018, 2), frequency = 4)
parts <- decompose(cycle)
cat("seasonal:", round(parts$figure, 4), "trend:", unique(round(diff(as.numeric(na.omit(parts$trend))), 6)), "window:", window(cycle, c(2019, 1), c(2019, 4)), "\n")
cat("acf:", round(acf(cycle - 1:24, plot = FALSE, lag.max = 4)$acf[3:5], 4), "forecast:", round(predict(HoltWinters(cycle), 2), 2), "\n")
ragg::agg_png("kurs.png", width = 500, height = 300)
plot(prices, main = "Kurs über die Monate", xlab = "Tag", ylab = "€")
invisible(dev.off())
cat("plot:", file.size("kurs.png") > 3000, "\n")
write.zoo(prices, "prices.csv", sep = ",")
again <- read.zoo("prices.csv", sep = ",")
cat("same:", all.equal(as.numeric(again), as.numeric(prices)), class(index(again)), length(again), "\n")
