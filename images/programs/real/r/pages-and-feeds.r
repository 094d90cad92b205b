# Reads and builds XML and HTML, in several encodings, with schemas and namespaces (needs: xml2, rvest, iconv's modules).
suppressPackageStartupMessages({
  library(xml2)
  library(rvest)
})

page <- read_html('<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Bücher &ndash; Liste</title></head><body>
<h1>Bücher &amp; Preise</h1>
<table id="books"><tr><th>Titel</th><th>Preis</th><th>Jahr</th></tr>
<tr><td><a href="/b/1">Die Verwandlung</a></td><td>7,90 €</td><td>1915</td></tr>
<tr><td><a href="/b/2">Преступление</a></td><td>12,50 €</td><td>1866</td></tr>
<tr><td><a href="b3?x=1&amp;y=2">雪国</a></td><td>9,00 €</td><td>1948</td></tr></table>
<ul><li class="a b">eins<li class="a">zwei <b>fett</b></ul><form action="/suche"><input name="q" value="ü"><input type="submit"></form></body></html>')
cat(page |> html_element("title") |> html_text(), "|", page |> html_element("h1") |> html_text2(), "|", html_attr(page, "lang"), "\n")
books <- page |> html_element("#books") |> html_table(dec = ",")
cat(sprintf("%s: %s (%d)\n", books$Titel, books$Preis, books$Jahr), sep = "")
links <- page |> html_elements("td a")
cat(url_absolute(html_attr(links, "href"), "https://example.org/x/"), "\n")
cat(page |> html_elements(".a") |> html_text2(), "|", page |> html_elements(xpath = "//li[contains(@class, 'b')]") |> length(), "|", page |> html_element("li b") |> html_name(), is.na(page |> html_element("video") |> html_text()), "\n")
form <- html_form(page)[[1]]
cat("form:", form$action, html_form_set(form, q = "größe")$fields$q$value, "\n")

feed <- xml_new_root("books", xmlns = "urn:books")
for (i in seq_len(nrow(books))) {
  book <- xml_add_child(feed, "book", id = paste0("b", i))
  xml_add_child(book, "title", books$Titel[i])
  xml_add_child(book, "year", as.character(books$Jahr[i]))
}
write_xml(feed, "books.xml")
read <- read_xml("books.xml")
names <- xml_ns_rename(xml_ns(read), d1 = "b")
cat(xml_find_all(read, "//b:book[b:year > 1900]/b:title", names) |> xml_text(), xml_find_num(read, "sum(//b:year)", names), xml_find_lgl(read, "count(//b:book) = 3", names), "\n")
invisible(xml_set_text(xml_find_first(read, "//b:title", names), "Größe < 5 & mehr"))
invisible(xml_remove(xml_find_first(read, "//b:book[2]", names)))
invisible(xml_set_attr(xml_children(read), "neu", "ja"))
cat(as.character(xml_child(read, 1)) |> gsub(pattern = "\\s+", replacement = " "), xml_length(read), xml_path(xml_child(read, 2)), "\n")
cat(xml_ns_strip(read) |> xml_find_all("book") |> xml_attr("id"), "|", names(as_list(read)$books[[1]]), "\n")

for (encoding in c("ISO-8859-15", "windows-1251", "Shift_JIS", "KOI8-R", "UTF-16")) {
  text <- c("ISO-8859-15" = "5 € Größe", "windows-1251" = "Мастер", "Shift_JIS" = "こころ", "KOI8-R" = "Нос", "UTF-16" = "𝄞")[[encoding]]
  bytes <- iconv(sprintf('<?xml version="1.0" encoding="%s"?><a>%s</a>', encoding, text), "UTF-8", encoding, toRaw = TRUE)[[1]]
  cat(encoding, xml_text(read_xml(bytes)), identical(xml_text(read_xml(bytes)), text), "; ")
}
schema <- read_xml('<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="p"><xs:complexType><xs:attribute name="x" type="xs:int" use="required"/></xs:complexType></xs:element></xs:schema>')
cat("\n", vapply(c('<p x="7"/>', '<p x="sieben"/>', "<p/>"), function(text) as.logical(xml_validate(read_xml(text), schema)), NA), tryCatch(read_xml("<a><b></a>"), error = function(e) "broken"), "\n")
