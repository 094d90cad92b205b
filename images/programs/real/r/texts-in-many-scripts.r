# Sorts, normalises, transliterates, breaks and matches text in many scripts (needs: stringi with ICU's data, stringr).
library(stringi)
library(stringr)

names <- c("Zürich", "Ärger", "Öl", "Apfel", "zebra", "Ähre", "Oslo", "Ångström")
cat("German: ", str_sort(names, locale = "de"), "\nSwedish:", str_sort(names, locale = "sv"), "\nC:      ", sort(names, method = "radix"), "\n")
cat(str_sort(c("Kapitel 10", "Kapitel 9"), numeric = TRUE), stri_cmp("straße", "STRASSE", strength = 1, locale = "de"), "\n")

for (text in c("é", "ﬁ", "한", "½")) {
  forms <- list(stri_trans_nfc(text), stri_trans_nfd(text), stri_trans_nfkc(text), stri_trans_nfkd(text))
  cat(text, vapply(forms, function(form) paste(sprintf("%04X", utf8ToInt(form)), collapse = "+"), ""), "\n")
}
cat(stri_trans_general(c("Москва", "Αθήνα", "Łódź", "Straße", "ひらがな"), "Any-Latin; Latin-ASCII"), stri_trans_general("ひらがな", "Hiragana-Katakana"), "\n")
cat(stri_trans_toupper("straße iı", locale = "tr"), str_to_title("élan vital", locale = "fr"), str_to_lower("ΣΑΣ", locale = "el"), str_to_sentence("EIN SATZ"), "\n")

for (text in c("👩‍👩‍👧", "नमस्ते", "e\u0301a", "東京")) {
  cat(text, nchar(text, "bytes"), nchar(text), stri_count_boundaries(text, type = "character"), stri_width(text), "\n")
}
cat(str_split_1("ภาษาไทยง่าย", boundary("word")), "|", stri_reverse("Grüße"), "|", str_view("a\tb") |> length(), "\n")
cat(stri_split_boundaries("Dr. Müller kam. Er blieb! Wie lange?", type = "sentence", locale = "de")[[1]] |> str_trim() |> length(), "sentences\n")

cat(str_pad("ü", 5, "both", "*"), str_trunc("Donaudampfschiff", 8), str_squish("  zu   viele  Räume "), str_dup("ab", 3), str_c("a", c("x", NA, "y"), sep = "-"), "\n")
cat(str_wrap("Übergrößenträger müssen größere Türöffnungen benötigen", 22), sep = "\n")
cat("\n", str_extract_all("Ωmega größe 東京 x2", "\\p{L}+")[[1]], str_detect("Привет", "^\\p{Cyrillic}+$"), str_count("a1٣४", "\\p{Nd}"), "\n")
cat(str_replace_all("müller, zoë; ødegaard, bjørn", "(\\p{L}+), (\\p{L}+)", function(m) toupper(m)), str_replace("a-b", "(\\w)-(\\w)", "\\2-\\1"), "\n")
print(str_match("2024-02-29 und 1999-12-31", "(?<year>\\d{4})-(?<month>\\d\\d)-(\\d\\d)"))
cat(str_locate("Größe", "ß"), stri_sub("Größe", -3, -1), word("eins zwei drei", 2), str_equal("Cafe\u0301", "Caf\u00e9"), str_ends("Öl.txt", fixed(".txt")), str_unique(c("a", "ä", "a")), "\n")
cat(stri_escape_unicode("ü→𝄞"), stri_unescape_unicode("\\u00fc\\U0001d11e"), stri_enc_detect(charToRaw("Größe"))[[1]]$Encoding[1], stri_enc_isutf8(c("ü", "\xff")), "\n")
cat(stri_encode(as.raw(c(0x93, 0xfa, 0x96, 0x7b)), "Shift_JIS", "UTF-8"), stri_encode("€", "UTF-8", "windows-1252", to_raw = TRUE)[[1]], stri_datetime_format(as.POSIXct("2024-02-29", tz = "UTC"), "EEEE, d. MMMM yyyy", locale = "de", tz = "UTC"), "\n")
cat(stri_sprintf("%-8s|%6s|%5.2f", c("東京", "Köln"), "ü", pi), str_glue("{n} Äpfel", n = 3), str_flatten(letters[1:3], ", ", last = " und "), str_rank(c("b", "ä", "c"), locale = "de"), "\n")
