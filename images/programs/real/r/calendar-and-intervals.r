# Dates, times, zones and months with R's own classes (needs: zone data).
day <- as.Date("2024-02-29")
cat(format(seq(day, by = "year", length.out = 3)), format(seq(as.Date("2024-01-31"), by = "-1 week", length.out = 3)), months(day), weekdays(day), quarters(day), julian(day)[1], "\n")
cat(format(day, "%d.%m.%y %j %U %V %G %u %a %b"), as.integer(as.Date("2024-12-25") - day), format(difftime(as.Date("2024-12-25"), day, units = "weeks")), as.numeric(as.Date("1582-10-15")), "\n")
cat(format(cut(day + c(0, 1, 40), "month")), levels(cut(as.Date(c("2024-01-05", "2024-03-20")), "month")), format(trunc(as.POSIXct("2024-02-29 13:47:12", tz = "UTC"), "hours")), format(trunc(as.Date("2024-07-15"), "year")), "\n")
cat(as.integer(format(as.Date(sprintf("%d-12-31", c(1900, 2000, 2023, 2024))), "%j")), is.na(as.Date("31.02.2023", "%d.%m.%Y")), format(as.Date(45351, origin = "1899-12-30")), format(ISOdate(2024, 2, 29), "%s"), "\n")

flight <- as.POSIXct("2024-03-30 22:15", tz = "America/New_York") + 8 * 3600
for (zone in c("Europe/Berlin", "Asia/Kolkata", "Asia/Kathmandu", "Pacific/Auckland", "America/St_Johns")) cat(sprintf("%-17s %s\n", zone, format(flight, "%Y-%m-%d %H:%M %Z %z", tz = zone)))
hours <- seq(as.POSIXct("2024-03-31 00:00", tz = "Europe/Berlin"), by = "hour", length.out = 4)
cat(format(hours, "%H:%M %Z"), "|", format(seq(hours[1], by = "DSTday", length.out = 2), "%d. %H:%M"), "|", format(as.POSIXct("2024-10-27 02:30", tz = "Europe/Berlin"), "%Z") %in% c("CET", "CEST"), "\n")
cat("long day:", as.numeric(difftime(as.POSIXct("2024-10-28", tz = "Europe/Berlin"), as.POSIXct("2024-10-27", tz = "Europe/Berlin"), units = "hours")), "1900:", format(as.POSIXct("1900-01-01", tz = "Europe/Paris"), "%z"), length(OlsonNames()) > 400, "\n")

parts <- as.POSIXlt("2024-02-29 23:59:30", tz = "UTC")
cat(parts$year + 1900, parts$mon + 1, parts$wday, parts$yday, parts$isdst, unclass(as.POSIXct(parts))[1], "\n")
parts$mday <- parts$mday + 1
parts$sec <- parts$sec + 45
cat(format(as.POSIXct(parts)), format(as.POSIXct("2024-02-29 12:00:00.125", tz = "UTC"), "%H:%M:%OS3"), format(strptime("7 Feb 2024 08:05:09 +0530", "%d %b %Y %H:%M:%S %z", tz = "UTC")), "\n")
cat(format(as.difftime("01:30:00"), units = "auto"), units(as.difftime(90, units = "mins")), as.numeric(as.difftime(90, units = "mins"), units = "hours"), format(.POSIXct(1709164800, "UTC")), format(strftime(parts, "%I:%M %p")), "\n")

month <- function(year, number) {
  first <- as.Date(sprintf("%d-%02d-01", year, number))
  count <- as.integer(seq(first, by = "month", length.out = 2)[2] - first)
  cells <- c(rep("", as.integer(format(first, "%u")) - 1), seq_len(count))
  cells <- c(cells, rep("", -length(cells) %% 7))
  names <- c("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember")
  c(paste(names[number], year), "Mo Di Mi Do Fr Sa So", apply(matrix(formatC(cells, width = 2), ncol = 7, byrow = TRUE), 1, paste, collapse = " "))
}
cat(month(2024, 3), sep = "\n")
easter <- function(year) {
  k <- year %/% 100
  m <- 15 + (3 * k + 3) %/% 4 - (8 * k + 13) %/% 25
  s <- 2 - (3 * k + 3) %/% 4
  a <- year %% 19
  d <- (19 * a + m) %% 30
  r <- (d + a %/% 11) %/% 29
  og <- 21 + d - r
  sz <- 7 - (year + year %/% 4 + s) %% 7
  as.Date(sprintf("%d-03-01", year)) + og + (7 - (og - sz) %% 7) - 1
}
cat("Easter:", format(easter(c(1961, 2000, 2024, 2025)), "%d.%m."), "\n")
shifts <- data.frame(from = as.POSIXct(c("2024-03-01 08:00", "2024-03-01 22:00", "2024-03-02 06:30"), tz = "UTC"), to = as.POSIXct(c("2024-03-01 16:30", "2024-03-02 06:00", "2024-03-02 12:15"), tz = "UTC"))
shifts$hours <- as.numeric(difftime(shifts$to, shifts$from, units = "hours"))
print(aggregate(hours ~ format(from, "%d.%m."), shifts, sum) |> setNames(c("Tag", "Stunden")))
thirteenths <- seq(as.Date("2026-01-13"), by = "month", length.out = 12)
cat("Fridays 13th:", format(thirteenths[format(thirteenths, "%u") == "5"], "%d.%m."), "leap seconds known:", length(.leap.seconds) >= 27, rev(range(thirteenths)) |> diff() |> as.integer(), "\n")
