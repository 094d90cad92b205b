# An inventory as fixed-width tables and an HTML page, from vectors, factors and data frames (needs: R alone).
inventory <- read.table(header = TRUE, sep = "|", quote = "", strip.white = TRUE, colClasses = c(NA, "character", "factor", NA, NA), text = "
nr | name             | gruppe    | bestand | preis
1  | Äpfel            | Obst      | 120     | 0.45
2  | Birnen 'William' | Obst      | 8       | 0.60
3  | Grünkohl         | Gemüse    | 15      | 2.50
4  | Möhren           | Gemüse    | 0       | 0.20
5  | Öl & Essig       | Sonstiges | 3       | 19.95
")
inventory$wert <- with(inventory, bestand * preis)
euros <- function(x) paste(formatC(x, format = "f", digits = 2, big.mark = ".", decimal.mark = ","), "€")
line <- function(left, middle, right, widths) cat(left, paste(vapply(widths, function(n) strrep("─", n + 2), ""), collapse = middle), right, "\n", sep = "")
row <- function(values, widths, numeric) {
  cells <- mapply(function(value, width, right) { gap <- strrep(" ", width - nchar(value, "width")); if (right) paste0(gap, value) else paste0(value, gap) }, values, widths, numeric)
  cat("│ ", paste(cells, collapse = " │ "), " │\n", sep = "")
}
shown <- transform(inventory, bestand = as.character(bestand), preis = euros(preis), wert = euros(wert))[c("name", "gruppe", "bestand", "preis", "wert")]
shown$gruppe <- as.character(shown$gruppe)
widths <- pmax(nchar(names(shown)), vapply(shown, function(column) max(nchar(column, "width")), 0))
numeric <- c(FALSE, FALSE, TRUE, TRUE, TRUE)
line("┌", "┬", "┐", widths)
row(names(shown), widths, numeric)
line("├", "┼", "┤", widths)
for (i in seq_len(nrow(shown))) row(unlist(shown[i, ]), widths, numeric)
line("└", "┴", "┘", widths)

print(aggregate(cbind(bestand, wert) ~ gruppe, inventory, sum))
print(merge(inventory[c("name", "gruppe")], data.frame(gruppe = c("Obst", "Fleisch"), regal = c("A1", "C9")), all = TRUE)[, c("gruppe", "name", "regal")], row.names = FALSE)
cat("value:", euros(sum(inventory$wert)), "low:", inventory$name[inventory$bestand < 10], "dearest:", inventory$name[which.max(inventory$preis)], "\n")
print(do.call(rbind, by(inventory, inventory$gruppe, function(part) part[which.max(part$wert), c("name", "wert")])))
print(reshape(data.frame(id = 1:2, q1 = c(5, 6), q2 = c(7, 8)), direction = "long", varying = c("q1", "q2"), v.names = "menge", timevar = "quartal", idvar = "id"), row.names = FALSE)
print(summary(inventory$preis))
str(inventory[1:2, c("name", "bestand")], give.attr = FALSE, vec.len = 2)
print(with(inventory, table(gruppe, vorrat = cut(bestand, c(-Inf, 0, 10, Inf), c("leer", "wenig", "viel")))))
print(within(head(mtcars[c("mpg", "wt")], 3), { litres <- round(235.215 / mpg, 2) }))
stem(inventory$bestand)

escape <- function(text) gsub("<", "&lt;", gsub("&", "&amp;", text))
page <- c(
  "<!DOCTYPE html>", '<html lang="de"><meta charset="utf-8"><title>Bestand</title>', "<table>",
  sprintf("<tr><td>%s</td><td align=\"right\">%s</td></tr>", escape(inventory$name), euros(inventory$wert)), "</table></html>"
)
writeLines(page, "bestand.html", useBytes = TRUE)
read <- readLines("bestand.html", encoding = "UTF-8")
cat(length(read), read[8], sum(nchar(read, "bytes")) > sum(nchar(read)), "\n")
stack <- order(inventory$gruppe, -inventory$wert)
cat(inventory$nr[stack], rev(cumsum(inventory$bestand)), rank(inventory$preis), round(scale(inventory$preis)[, 1], 3), ave(inventory$bestand, inventory$gruppe), rle(as.character(inventory$gruppe))$lengths, "\n")
