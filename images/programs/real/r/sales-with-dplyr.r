# Reads sales, groups, joins, pivots and ranks them (needs: dplyr, tidyr, tibble, readr, forcats).
suppressPackageStartupMessages({
  library(dplyr)
  library(tidyr)
  library(tibble)
  library(readr)
  library(forcats)
})

write_lines(c(
  "Datum;Region;Artikel;Menge;Preis",
  "05.01.2024;Süd;Äpfel;10;1,50",
  "09.01.2024;Nord;Birnen;4;2,25",
  "01.02.2024;Süd;Birnen;7;2,25",
  "14.02.2024;Nord;Äpfel;;1,60",
  "03.03.2024;West;\"Öl; kalt\";2;12,00",
  "31.03.2024;Süd;Äpfel;5;1,50"
), "verkäufe.csv")

sales <- read_delim("verkäufe.csv", ";", locale = locale(decimal_mark = ","), col_types = cols(Datum = col_date("%d.%m.%Y"), Menge = col_integer(), Preis = col_double(), .default = col_character())) |>
  mutate(Menge = coalesce(Menge, 0L), Umsatz = Menge * Preis)
managers <- tribble(~Region, ~Name, "Nord", "Åsa", "Süd", "José", "Ost", "Zoë")

show <- function(table) cat(format_tsv(table), "\n", sep = "")
show(sales)
show(sales |> summarise(n = n(), Umsatz = sum(Umsatz), Artikel = n_distinct(Artikel), .by = Region) |> arrange(desc(Umsatz)))
show(sales |> pivot_wider(id_cols = Region, names_from = Artikel, values_from = Umsatz, values_fn = sum, values_fill = 0))
show(sales |> left_join(managers, by = "Region") |> count(Name, wt = Umsatz, name = "Umsatz"))
show(anti_join(managers, sales, by = "Region"))
show(sales |> group_by(Region) |> slice_max(Umsatz, n = 1) |> ungroup() |> select(Region, Artikel, Umsatz))
show(sales |> arrange(Datum) |> mutate(Summe = cumsum(Umsatz), Vorher = lag(Umsatz), Rang = min_rank(desc(Umsatz)), .keep = "none"))
show(sales |> mutate(Klasse = case_when(Umsatz == 0 ~ "nichts", Umsatz < 12 ~ "klein", .default = "groß"), Klasse = fct_relevel(Klasse, "nichts", "klein")) |> count(Klasse))
show(sales |> transmute(Region = fct_lump_n(fct_infreq(Region), 1, other_level = "andere")) |> count(Region))
show(tibble(x = 1:2, y = list(1:3, 4:5)) |> unnest(y) |> summarise(sum = sum(y), .by = x))
show(tibble(key = "a-1_b-2") |> separate_longer_delim(key, "_") |> separate_wider_delim(key, "-", names = c("k", "v")) |> mutate(v = parse_integer(v)))
show(billboard |> filter(!is.na(wk10)) |> pivot_longer(starts_with("wk"), names_to = "week", names_prefix = "wk", values_to = "rank", values_drop_na = TRUE) |>
  summarise(songs = n_distinct(artist, track), best = min(rank)))
write_tsv(sales, "verkäufe.tsv.gz")
cat("read back:", isTRUE(all.equal(as.data.frame(read_tsv("verkäufe.tsv.gz", show_col_types = FALSE)), as.data.frame(sales))), "\n")
bad <- read_csv(I("a,b\n1,x\nzwei,y\n"), col_types = "ic") |> suppressWarnings()
cat("problems:", problems(bad)$row, problems(bad)$actual, "locale:", parse_double("1.234,5", locale = locale(decimal_mark = ",", grouping_mark = ".")) |> is.na() |> suppressWarnings(), parse_number("1.234,5 €", locale = locale(decimal_mark = ",")), "\n")
