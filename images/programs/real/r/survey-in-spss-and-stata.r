# Writes and reads files of SPSS, Stata and SAS with labels, and recodes factors (needs: haven, forcats, tibble).
suppressPackageStartupMessages({
  library(haven)
  library(forcats)
  library(tibble)
})

survey <- tibble(
  id = 1:6,
  alter = c(23, 45, NA, 67, 31, 52),
  stadt = c("Köln", "Łódź", "Zürich", "東京", "", "São Paulo"),
  zufrieden = labelled(c(1, 2, 3, 3, 9, 2), c("gar nicht" = 1, "etwas" = 2, "völlig" = 3), label = "Wie zufrieden sind Sie?"),
  tag = as.Date("2024-02-29") + 0:5
)
attr(survey$alter, "label") <- "Alter in Jahren"

writers <- list(sav = list(write_sav, read_sav), zsav = list(\(x, f) write_sav(x, f, compress = "zsav"), read_sav), dta = list(write_dta, read_dta), xpt = list(\(x, f) write_xpt(x, f, version = 8), read_xpt))
for (kind in names(writers)) {
  file <- paste0("umfrage.", kind)
  writers[[kind]][[1]](survey, file)
  read <- writers[[kind]][[2]](file)
  cat(sprintf("%-4s %s %d rows, label '%s', values %s, city %s, day %s\n", kind, rawToChar(readBin(file, "raw", 4)), nrow(read), attr(read$alter, "label"),
    paste(names(attr(read$zufrieden, "labels")), collapse = "/"), read$stadt[4], format(as.Date(read$tag[1]))))
  stopifnot(isTRUE(all.equal(as.numeric(read$alter), as.numeric(survey$alter))), identical(as.character(read$stadt), survey$stadt))
}

spss <- read_sav("umfrage.sav")
answers <- as_factor(spss$zufrieden)
cat(levels(answers), "|", format(table(answers)), "| is labelled:", is.labelled(spss$zufrieden), "plain:", class(zap_labels(spss$zufrieden)), "\n")
cat("missing:", is.na(tagged_na("a", "b")), na_tag(tagged_na("a")), sum(is.na(zap_missing(labelled_spss(c(1, 9), na_values = 9)))), "\n")
print_labels(spss$zufrieden)
part <- read_dta("umfrage.dta", col_select = c(id, stadt), n_max = 2)
cat("part:", dim(part), part$stadt, "\n")
cat(tryCatch(read_sav("nichts.sav"), error = \(e) "no such file"), tryCatch({ writeLines("Unsinn", "kaputt.dta"); read_dta("kaputt.dta") }, error = \(e) "not of Stata"), "\n")

grade <- factor(c("gut", "mäßig", "gut", "schlecht", "sehr gut", "gut", "mäßig"), levels = c("schlecht", "mäßig", "gut", "sehr gut"))
cat(levels(fct_infreq(grade)), "|", levels(fct_rev(grade)), "|", levels(fct_lump_min(grade, 2, other_level = "Rest")), "\n")
cat(levels(fct_recode(grade, mittel = "mäßig")), "|", levels(fct_collapse(grade, ok = c("gut", "sehr gut"))), "|", levels(fct_relevel(grade, "gut", after = Inf)), "\n")
cat(levels(fct_reorder(factor(c("a", "b", "c")), c(3, 1, 2))), "|", levels(fct_drop(grade[grade != "schlecht"])), "|", as.integer(fct_inorder(c("z", "a", "z"))), "|", levels(fct_na_value_to_level(factor(c("x", NA)), "fehlt")), "\n")
cat(levels(fct_cross(factor(c("a", "b")), factor(c("x", "y")))), "|", fct_count(grade, sort = TRUE)$n, "|", levels(fct_c(factor("ä"), factor("ö"))), "|", levels(fct_other(grade, keep = "gut")), "|", fct_match(grade, "gut") |> sum(), "\n")
