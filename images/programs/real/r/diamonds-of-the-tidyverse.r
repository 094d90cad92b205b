# A report over a whole analysis with everything that the tidyverse attaches (needs: tidyverse, ragg).
suppressPackageStartupMessages(library(tidyverse))

cat("attached:", sort(intersect(c("dplyr", "forcats", "ggplot2", "lubridate", "purrr", "readr", "stringr", "tibble", "tidyr"), .packages()), method = "radix"), "\n")
stones <- diamonds |> slice(seq(1, n(), by = 50)) |> mutate(volume = x * y * z, across(where(is.ordered), as.character))
cat(dim(diamonds), dim(stones), "\n")
by_cut <- stones |>
  summarise(n = n(), typical = median(price), dearest = max(price), .by = cut) |>
  arrange(desc(n))
pwalk(by_cut, \(cut, n, typical, dearest) cat(str_pad(cut, 10, "right"), str_pad(n, 4), str_pad(typical, 7), dearest, "\n"))

models <- stones |>
  nest(.by = color) |>
  mutate(fit = map(data, \(d) lm(log(price) ~ log(carat), d)), slope = map_dbl(fit, \(f) coef(f)[2]), r2 = map_dbl(fit, \(f) summary(f)$r.squared)) |>
  arrange(color)
cat(str_glue_data(models, "{color}: {round(slope, 3)} ({round(r2, 3)})"), sep = "\n")

titles <- tibble(raw = c("Die Verwandlung (1915) [Kafka, F.]", "Преступление (1866) [Достоевский, Ф.]", "雪国 (1948) [川端]", "kaputt"))
books <- titles |>
  extract(raw, c("title", "year", "author"), "^(.*) \\((\\d{4})\\) \\[(.*)\\]$", convert = TRUE, remove = FALSE) |>
  mutate(age = 2024L - year, author = str_remove(author, ",.*"), era = cut(year, c(1800, 1900, 2000), labels = c("19.", "20.")) |> fct_na_value_to_level("?"))
books |> select(title, author, age, era) |> format_csv(na = "-") |> cat()

trips <- tibble(from = ymd_hm(c("2024-03-30 22:00", "2024-03-31 01:00"), tz = "Europe/Berlin"), hours = c(6, 3)) |> mutate(to = from + dhours(hours), day = wday(to, label = FALSE, week_start = 1))
cat(format(trips$to, "%d. %H:%M %Z"), trips$day, "\n")

relig <- relig_income |> pivot_longer(-religion, names_to = "income", values_to = "count") |> filter(str_detect(religion, "^(Hindu|Jewish)$")) |> mutate(share = count / sum(count), .by = religion)
relig |> slice_max(share, n = 1, by = religion) |> mutate(share = scales::percent(share, 0.1)) |> format_tsv() |> cat()
cat("words:", sentences |> head(50) |> str_to_lower() |> str_extract_all("[a-z']+") |> list_c() |> as_tibble_col("word") |> count(word, sort = TRUE) |> head(3) |> unite(x, word, n, sep = "=") |> pull(x), "\n")
cat("complete:", expand_grid(a = 1:2, b = c("x", "y", "z")) |> nrow(), tibble(k = c(1, 3), v = c(5, 6)) |> complete(k = full_seq(k, 1), fill = list(v = 0)) |> pull(v), tibble(g = c("a", NA, NA, "b")) |> fill(g) |> pull(g), "\n")
cat("rows:", bind_rows(tibble(a = 1), tibble(a = 2, b = "ü")) |> nrow(), rows_update(tibble(id = 1:2, v = c("a", "b")), tibble(id = 2L, v = "ö"), by = "id")$v, consecutive_id(c(1, 1, 2, 1)), "\n")

drawing <- ggplot(stones, aes(carat, price, colour = cut)) + geom_point(alpha = 0.5) + scale_x_log10() + scale_y_log10() + labs(title = "Größe und Preis", colour = "Schliff")
ggsave("steine.png", drawing, width = 5, height = 3, dpi = 80)
cat("plot:", paste(readBin("steine.png", "raw", 4), collapse = " "), file.size("steine.png") > 10000, "\n")
write_rds(stones, "stones.rds", compress = "xz")
cat("same:", identical(read_rds("stones.rds"), stones), "\n")
