# Packs an Excel workbook out of XML, byte by byte, and reads it as a table (needs: readxl, digest for the checksums).
library(readxl)
library(digest)

little <- function(value, size) as.raw(bitwAnd(value %/% 256^(seq_len(size) - 1) %% 256, 255L))
checksum <- function(bytes) rev(as.raw(strtoi(substring(formatC(digest(bytes, "crc32", serialize = FALSE), width = 8, flag = "0"), seq(1, 7, 2), seq(2, 8, 2)), 16L)))

# Stored, without compression: local headers with the files, then the directory.
zip_stored <- function(path, files) {
  local <- raw()
  directory <- raw()
  for (name in names(files)) {
    body <- charToRaw(enc2utf8(files[[name]]))
    crc <- checksum(body)
    fields <- c(little(20, 2), little(2048, 2), raw(4), little(33, 2), crc, little(length(body), 4), little(length(body), 4), little(nchar(name, "bytes"), 2), raw(2))
    directory <- c(directory, charToRaw("PK"), as.raw(1:2), little(20, 2), fields, raw(10), little(length(local), 4), charToRaw(name))
    local <- c(local, charToRaw("PK"), as.raw(3:4), fields, charToRaw(name), body)
  }
  end <- c(charToRaw("PK"), as.raw(5:6), raw(4), rep(little(length(files), 2), 2), little(length(directory), 4), little(length(local), 4), raw(2))
  writeBin(c(local, directory, end), path)
}

cell <- function(column, row, value) {
  at <- paste0(LETTERS[column], row)
  if (is.na(value)) return("")
  if (is.numeric(value)) return(sprintf('<c r="%s"><v>%s</v></c>', at, format(value, digits = 15)))
  sprintf('<c r="%s" t="inlineStr"><is><t>%s</t></is></c>', at, gsub("<", "&lt;", gsub("&", "&amp;", value)))
}
sheet <- function(table) {
  rows <- c(list(as.list(names(table))), lapply(seq_len(nrow(table)), function(i) as.list(table[i, ])))
  cells <- vapply(seq_along(rows), function(r) sprintf('<row r="%d">%s</row>', r, paste(mapply(cell, seq_along(rows[[r]]), r, rows[[r]]), collapse = "")), "")
  paste0('<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>', paste(cells, collapse = ""), "</sheetData></worksheet>")
}

hours <- data.frame(Ort = c("Büro", "Café <Süd>", "東京"), Stunden = c(7.5, 3.75, NA), Lohn = c(183.75, 91.875, 0))
relation <- "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
package <- "http://schemas.openxmlformats.org/package/2006/"
zip_stored("hours.xlsx", list(
  "[Content_Types].xml" = sprintf('<Types xmlns="%scontent-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>', package),
  "_rels/.rels" = sprintf('<Relationships xmlns="%srelationships"><Relationship Id="r1" Type="%s/officeDocument" Target="xl/workbook.xml"/></Relationships>', package, relation),
  "xl/workbook.xml" = sprintf('<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="%s"><sheets><sheet name="Stunden März" sheetId="1" r:id="r1"/><sheet name="Städte" sheetId="2" r:id="r2"/></sheets></workbook>', relation),
  "xl/_rels/workbook.xml.rels" = sprintf('<Relationships xmlns="%srelationships"><Relationship Id="r1" Type="%s/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="%s/worksheet" Target="worksheets/sheet2.xml"/></Relationships>', package, relation, relation),
  "xl/worksheets/sheet1.xml" = sheet(hours),
  "xl/worksheets/sheet2.xml" = sheet(data.frame(n = 1:20, q = (1:20)^2))
))

cat(excel_sheets("hours.xlsx"), excel_format("hours.xlsx"), unzip("hours.xlsx", list = TRUE)$Name[5], "\n")
read <- read_excel("hours.xlsx", "Stunden März")
cat(sprintf("%s: %s h, %s €\n", read$Ort, format(read$Stunden), format(read$Lohn)), sep = "")
cat("same:", isTRUE(all.equal(as.data.frame(read), hours)), class(read)[1], sapply(read, class), "\n")
cat("part:", sum(read_excel("hours.xlsx", "Städte", range = "B2:B11", col_names = "q")$q), nrow(read_excel("hours.xlsx", 2, n_max = 5)), sum(read_excel("hours.xlsx", 2, skip = 10, col_names = FALSE, .name_repair = "minimal")[[1]]), "\n")
cat(tryCatch(read_excel("hours.xlsx", "Nirgends"), error = function(e) "no such sheet"), tryCatch(excel_sheets("nichts.xlsx"), error = function(e) "no such file"), "\n")
example <- read_excel(readxl_example("datasets.xls"), "mtcars")
cat("old format:", dim(example), round(mean(example$mpg), 4), "\n")
