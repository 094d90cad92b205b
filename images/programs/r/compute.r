suppressPackageStartupMessages({
  library(dplyr)
  library(tidyr)
})

measurements <- tibble(place = c("Köln", "Köln", "東京"), value = c(1.5, 2.5, 10))
means <- measurements |>
  group_by(place) |>
  summarise(mean = mean(value), .groups = "drop") |>
  pivot_wider(names_from = place, values_from = mean)
cat(means[["Köln"]], means[["東京"]], stringr::str_length("Grüße"), sep = " ")
cat("\n")
