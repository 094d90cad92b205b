# Writes, reads and repairs text in old encodings of Europe and Asia (needs: iconv with gconv's modules).
texts <- c(
  latin1 = "Grüße aus Köln", "ISO-8859-15" = "5 €", CP1252 = "„gut“ – 5 €", "ISO-8859-2" = "Zażółć gęślą", CP1251 = "Съешь ещё", "KOI8-R" = "Привет", "KOI8-U" = "їжак",
  CP850 = "Öl ½", "ISO-8859-7" = "Ελλάδα", CP1256 = "سلام", "TIS-620" = "ไทย", SHIFT_JIS = "日本語", "EUC-JP" = "日本語",
  "EUC-KR" = "한국어", BIG5 = "繁體", GB18030 = "简体€", "UTF-16BE" = "𝄞", "UTF-32LE" = "ü", MACINTOSH = "Åé", IBM037 = "Hello"
)
for (encoding in names(texts)) {
  bytes <- iconv(texts[[encoding]], "UTF-8", encoding, toRaw = TRUE)[[1]]
  back <- iconv(list(bytes), encoding, "UTF-8")
  cat(sprintf("%-12s %-34s %s\n", encoding, paste(bytes, collapse = ""), back == texts[[encoding]]))
}

for (encoding in c("latin1", "UTF-16LE", "SHIFT_JIS", "CP1251")) {
  name <- paste0("text-", encoding, ".txt")
  lines <- c(texts[[if (encoding == "UTF-16LE") "GB18030" else encoding]], "zweite Zeile")
  connection <- file(name, "w", encoding = encoding)
  writeLines(lines, connection)
  close(connection)
  connection <- file(name, encoding = encoding)
  cat(encoding, file.size(name), identical(readLines(connection), lines), "; ")
  close(connection)
}
write.csv(data.frame(Straße = "Ölweg", Preis = "5"), "alt.csv", fileEncoding = "latin1", row.names = FALSE)
cat("\ntable:", unlist(read.csv("alt.csv", fileEncoding = "latin1", check.names = FALSE)), names(read.csv("alt.csv", fileEncoding = "latin1", check.names = FALSE)), "\n")
con <- file("bom.txt", "wb")
writeBin(c(as.raw(c(0xEF, 0xBB, 0xBF)), charToRaw("mit BOM\n")), con)
close(con)
cat("bom:", nchar(readLines(file("bom.txt", encoding = "UTF-8-BOM") -> con)), "\n")
close(con)

cat("impossible:", is.na(iconv("Łódź", "UTF-8", "latin1")), iconv("Łódź", "UTF-8", "ASCII", sub = "?"), iconv("Łódź", "UTF-8", "ASCII", sub = "Unicode"), iconv("ü", "UTF-8", "ASCII", sub = "byte"), iconv("ü", "UTF-8", "ASCII", sub = "c99"), "\n")
cat("mojibake:", iconv("grün", "latin1", "UTF-8"), "→", iconv(iconv("grÃ¼n", "UTF-8", "latin1"), "UTF-8", "UTF-8"), "\n")
mixed <- c("gut", "sch\xf6n", "größer")
cat("valid:", validUTF8(mixed), ifelse(validUTF8(mixed), mixed, iconv(mixed, "latin1", "UTF-8")), Encoding(enc2utf8("ü")), l10n_info()[["UTF-8"]], "\n")
cat("points:", sprintf("U+%04X", utf8ToInt("aé€𝄞")), intToUtf8(c(0x416, 0x4E2D, 0x1F600)), nchar("é€", "bytes"), rev(strsplit("Größe", "")[[1]]), "\n")
cat(toupper("größe"), casefold("ÄÖ", upper = FALSE), chartr("äöü", "aou", "Bäröü"), sprintf("%5s|%-5s|", "ü", "ß"), formatC("ü", width = 5), format("東京", width = 6), "|", substr("Größe", 2, 4), strtrim("東京都", 4), "\n")
cat(sQuote("ü", FALSE), encodeString("a\"ü\n", quote = "\""), shQuote("it's"), dQuote("x", FALSE), make.names("größe in cm"), trimws("\u3000x ", whitespace = "[\\h\\v]"), "\n")
cat(Sys.getlocale("LC_CTYPE"), sort(c("b", "ä", "A", "z")), "größe" == "gr\u00f6\u00dfe", rev(charToRaw("ü")), startsWith("Öl", "Ö"), regexpr("ß", "Größe"), "\n")
