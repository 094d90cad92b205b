# Computes with dates, intervals and zones over changes of the clock (needs: lubridate, zone data).
suppressPackageStartupMessages(library(lubridate))

start <- ymd_hms("2024-03-30 22:15:00", tz = "America/New_York")
for (zone in c("Europe/Berlin", "Asia/Kolkata", "Asia/Kathmandu", "Pacific/Auckland", "Australia/Lord_Howe")) {
  cat(sprintf("%-20s %s\n", zone, format(with_tz(start + hours(8), zone), "%Y-%m-%d %H:%M %Z %z")))
}
before <- ymd_hm("2024-03-31 01:30", tz = "Europe/Berlin")
cat("physical:", format(before + dhours(1), "%H:%M %Z"), "clock:", format(before + days(1), "%d. %H:%M %Z"), "gap:", is.na(suppressWarnings(before + hours(1))) || format(before + hours(1), "%H") == "03", "\n")
cat("hours of the days:", as.numeric(difftime(ymd("2024-04-01", tz = "Europe/Berlin"), ymd("2024-03-31", tz = "Europe/Berlin"), units = "hours")),
  as.numeric(difftime(ymd("2024-10-28", tz = "Europe/Berlin"), ymd("2024-10-27", tz = "Europe/Berlin"), units = "hours")), "\n")
cat("forced:", format(force_tz(ymd_hm("2024-07-01 12:00"), "Asia/Tokyo"), "%H:%M %Z"), dst(ymd("2024-07-01", tz = "Europe/Paris")), length(OlsonNames()) > 400, "\n")

leap <- ymd("2024-02-29")
cat(format(leap + months(1:3)), is.na(leap + years(1)), format(leap %m+% years(1)), format(ymd("2024-01-31") %m+% months(1)), format(add_with_rollback(ymd("2024-01-31"), months(1), roll_to_first = TRUE)), "\n")
cat(isoweek(ymd("2024-12-30")), isoyear(ymd("2024-12-30")), quarter(leap, with_year = TRUE), yday(leap), wday(leap, week_start = 1), leap_year(c(1900, 2000, 2024)), days_in_month(ymd("2023-02-01")), "\n")
cat(format(floor_date(ymd_hms("2024-02-29 13:47:12"), "15 minutes"), "%H:%M"), format(ceiling_date(leap, "month")), format(round_date(leap, "year")), format(rollback(ymd("2024-03-31"))), "\n")

life <- interval(ymd("2000-02-29"), ymd("2024-02-28"))
cat(life %/% years(1), "years,", as.numeric(as.duration(life), "days"), "days,", format(as.period(life)), "\n")
holiday <- interval(ymd("2024-07-15"), ymd("2024-08-05"))
cat("within:", ymd("2024-08-01") %within% holiday, "overlap:", int_overlaps(holiday, interval(ymd("2024-08-05"), ymd("2024-08-09"))), "length:", int_length(holiday) / 86400, "\n")
cat(format(duration(93784, "seconds")), "|", format(seconds_to_period(93784)), "|", format(dweeks(1)), "|", as.numeric(period("2H 30M"), "minutes"), "\n")

parsed <- parse_date_time(c("29.02.2024", "March 1, 2024", "20240302 0815"), orders = c("dmY", "BdY", "Ymd HM"), tz = "UTC")
cat(format(parsed, "%Y-%m-%d %H:%M"), "\n")
cat(is.na(suppressWarnings(dmy("31.02.2023"))), hour(hms("08:15:30")), format(make_datetime(1970, 1, 1)), as.numeric(ymd_hms("2038-01-19 03:14:08")), format(as_datetime(1709164800)), "\n")

easter <- function(year) {
  a <- year %% 19; b <- year %/% 100; c <- year %% 100
  h <- (19 * a + b - b %/% 4 - (b - (b + 8) %/% 25 + 1) %/% 3 + 15) %% 30
  l <- (32 + 2 * (b %% 4) + 2 * (c %/% 4) - h - c %% 4) %% 7
  m <- (a + 11 * h + 22 * l) %/% 451
  make_date(year, (h + l - 7 * m + 114) %/% 31, (h + l - 7 * m + 114) %% 31 + 1)
}
cat("Easter:", format(easter(c(1961, 2000, 2024, 2025)), "%d.%m."), "\n")
fridays <- make_date(2026, 1:12, 13)
cat("Fridays 13th:", format(fridays[wday(fridays, week_start = 1) == 5], "%d.%m."), "\n")
