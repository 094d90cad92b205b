# Maps, reduces, nests and repairs lists with functions and pipes (needs: purrr, magrittr, glue, tibble).
library(purrr)
library(magrittr, include.only = c("%>%", "%<>%", "%T>%", "%$%", "extract2"))
library(glue)

orders <- list(
  list(id = 1, customer = "Zoë", lines = list(list(item = "Tee", count = 2, price = 4.5), list(item = "Öl", count = 1, price = 12.99))),
  list(id = 2, customer = "Łukasz", lines = list(list(item = "Käse", count = 3, price = 7.99))),
  list(id = 3, customer = "李", lines = list())
)
total <- \(order) sum(map_dbl(order$lines, \(line) line$count * line$price))
walk(orders, \(order) cat(glue("{format(order$customer, width = 7)}{format(total(order), nsmall = 2, width = 8)} €"), "\n"))
cat("items:", orders |> map("lines") |> list_flatten() |> map_chr("item"), "| sizes:", map_int(orders, \(o) length(o$lines)), "| first prices:", map_dbl(orders, list("lines", 1, "price"), .default = NA), "\n")

cat(accumulate(1:6, `*`), "|", reduce(c("a", "b", "c"), \(x, y) paste0(y, x, y), .init = "-"), "|", reduce(1:4, `-`, .dir = "backward"), "\n")
cat(keep(1:10, \(n) n %% 3 == 0), "|", discard(c(1, NA, 2), is.na), "|", detect(5:20, \(n) n %% 7 == 0), detect_index(letters, \(l) l == "d"), "|", every(1:3, is.numeric), some(list(1, "a"), is.character), none(1:3, is.character), "\n")
cat(map2_dbl(1:3, 4:6, `*`), "|", pmap_chr(list(a = c("x", "y"), b = 1:2, c = c("ä", "ö")), \(a, b, c) paste0(a, b, c)), "|", imap_chr(c(eins = 1, zwei = 2), \(x, name) glue("{name}={x}")), "\n")

safe_log <- safely(log)
results <- map(list(1, "x", 100), safe_log)
cat("fine:", compact(map(results, "result")) |> length(), "failed:", map_chr(compact(map(results, "error")), conditionMessage), "\n")
cat("or else:", map_dbl(list(4, "x"), possibly(sqrt, otherwise = -1)), "quiet:", quietly(\(x) { warning("Achtung"); x })(3)$warnings, "\n")
slow_calls <- 0
power <- \(n, by) { slow_calls <<- slow_calls + 1; n^by }
cat("partial:", partial(power, by = 3)(2), "composed:", compose(toupper, rev, \(s) strsplit(s, "")[[1]], .dir = "backward")("grüße") |> paste(collapse = ""), "calls:", slow_calls, "\n")

nested <- list(a = list(b = list(c = 1:3)), x = "ü")
cat(pluck(nested, "a", "b", "c", 2), pluck(nested, "a", "nichts", .default = "fehlt"), chuck(nested, "x"), pluck_depth(nested), "\n")
pluck(nested, "a", "b", "d") <- "neu"
cat(names(nested$a$b), modify_in(nested, list("a", "b", "c"), sum)$a$b$c, list_assign(nested, x = "ö")$x, "\n")
cat(names(list_transpose(list(list(a = 1, b = 2), list(a = 3, b = 4)))), nrow(expand.grid(1:3, 1:2)), list_simplify(list(1, 2)), tryCatch(list_simplify(list(1, "a")), error = \(e) "mixed"), "\n")

numbers <- c(9, 4, 1)
numbers %<>% sqrt() %>% rev()
cat(numbers, mtcars %$% round(cor(mpg, wt), 4), list(5, 6) %>% extract2(2), c(1, 4) %T>% (\(x) cat("[", sum(x), "] ")) %>% sum(), "\n")
name <- "Größe"
cat(glue("{name}: {nchar(name)} Zeichen, {{roh}} {if (nchar(name) > 3) 'lang' else 'kurz'}"), glue_collapse(c("A", "B", "C"), ", ", last = " und "), glue("<<name>>", .open = "<<", .close = ">>"), glue_data(list(x = 1:2), "x{x}"), "\n")
cat(trim("
  eingerückt
    tiefer
"), "\n", sep = "")
cat(map_int(1:3, \(i) i * 2L), map_vec(as.Date(c("2024-02-28", "2024-02-29")), \(d) d + 1) |> format(), head(list_rbind(map(1:3, \(n) tibble::tibble(n = n, q = n^2))), 2)$q, "\n")
