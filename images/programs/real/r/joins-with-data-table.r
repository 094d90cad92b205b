# Groups, joins by time, reshapes and reads files with data.table (needs: data.table).
library(data.table)
setDTthreads(1)

trades <- data.table(
  stock = c("Öl", "Öl", "Gold", "Öl", "Gold"),
  time = as.POSIXct("2024-02-29 09:00:00", tz = "UTC") + c(5, 65, 70, 130, 200),
  amount = c(10L, 20L, 5L, 7L, 2L)
)
prices <- data.table(stock = rep(c("Gold", "Öl"), each = 3), time = as.POSIXct("2024-02-29 09:00:00", tz = "UTC") + rep(c(0, 60, 120), 2), price = c(180, 181.5, 179, 80, 82, 81))
setkey(prices, stock, time)

matched <- prices[trades, on = .(stock, time), roll = TRUE]
matched[, value := amount * price]
for (i in seq_len(nrow(matched))) matched[i, cat(format(time, "%H:%M:%S"), stock, amount, price, value, "\n")]
sums <- matched[, .(n = .N, value = sum(value), mean = weighted.mean(price, amount)), keyby = stock]
cat(sprintf("%s %d %.2f %.3f\n", sums$stock, sums$n, sums$value, sums$mean), sep = "")

matched[, `:=`(turn = seq_len(.N), share = value / sum(value)), by = stock]
cat("last of each:", matched[, .SD[.N], by = stock]$amount, "shares:", matched[, sum(share), by = stock]$V1, "\n")
wide <- dcast(matched, turn ~ stock, value.var = "amount", fill = 0L)
cat(names(wide), unlist(wide), "\n")
long <- melt(wide, id.vars = "turn", variable.name = "stock", value.name = "amount")
cat("long:", dim(long), long[amount > 0, sum(amount)], "\n")

ranges <- data.table(name = c("früh", "spät"), from = c(0, 100), to = c(99, 300))
trades[, second := as.numeric(difftime(time, time[1], units = "secs")) + 5]
print(trades[ranges, on = .(second >= from, second <= to), .(name, n = .N, amount = sum(amount)), by = .EACHI][, .(name, n, amount)])

cat("totals:", rollup(matched, .(value = sum(value)), by = "stock")$value, "shift:", shift(1:4), "runs:", rleid(c("a", "a", "b", "a")), "\n")
cat("rolling:", frollmean(c(1, 2, 3, 4, 8), 2), "between:", between(1:5, 2, 4), "first:", first(letters), "\n")

fwrite(matched, "trades.csv", sep = ";", dec = ",")
cat(readLines("trades.csv", n = 2, encoding = "UTF-8"), sep = "\n")
again <- fread("trades.csv", sep = ";", dec = ",", encoding = "UTF-8")
cat("same:", isTRUE(all.equal(again$value, matched$value)), class(again$time)[1], identical(again$stock, matched$stock), "\n")
cat("parsed:", sapply(fread(text = "a,b,c,d\n1,2.5,x,2024-02-29\n,1e3,\"y,z\",2024-03-01"), function(column) class(column)[1]), "\n")

squares <- data.table(n = 1:100000, g = rep_len(c("a", "b", "c"), 100000))
cat(squares[n %% 2 == 0, .(sum = sum(as.numeric(n)^2)), keyby = g][["sum"]], "\n", sep = " ")
copy <- copy(squares)[, n := NULL]
setnames(copy, "g", "größe")
cat(names(copy), ncol(squares), uniqueN(copy), fifelse(c(TRUE, NA), "ja", "nein", "unklar"), fcoalesce(c(NA, 2), c(1, 9)), "\n")
cat(rbindlist(list(list(a = 1), list(a = 2, b = "ü")), fill = TRUE)$b, data.table::year(as.Date("2024-02-29")), isoweek(as.Date("2024-12-30")), "\n")
