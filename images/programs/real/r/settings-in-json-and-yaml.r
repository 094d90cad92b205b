# Reads and writes JSON and YAML, and streams records (needs: jsonlite, yaml).
library(jsonlite)
library(yaml)

station <- list(name = "Zürich-Süd", since = as.Date("2024-02-29"), position = c(47.36, 8.53), open = TRUE, note = NULL, tags = character())
cat(toJSON(station, auto_unbox = TRUE, null = "null", digits = 4), "\n")
cities <- data.frame(city = c("Köln", "Łódź", "東京"), people = c(1087L, 670L, NA), area = c(405.15, 293.25, 2194))
json <- toJSON(cities, pretty = 2)
cat(json, "\n")
cat("same:", isTRUE(all.equal(fromJSON(json), cities)), validate("{\"a\": 1,}")[1], "\n")

parsed <- fromJSON('{"list": [1, 2.5, 1e3], "nested": {"ü": [{"x": 1, "y": "a"}, {"x": 2}]}, "big": 1234567890123456789, "text": "\\u00fc \\ud83d\\ude00", "nix": null}', bigint_as_char = TRUE)
cat(parsed$list, parsed$big, parsed$text, is.null(parsed$nix), "\n")
print(parsed$nested[["ü"]])
cat("flat:", names(flatten(fromJSON('[{"a": {"b": 1, "c": 2}}, {"a": {"b": 3}}]'))), "matrix:", dim(fromJSON("[[1, 2], [3, 4], [5, 6]]")), "\n")
cat("unboxed:", toJSON(list(a = unbox(1), b = 1)), toJSON(c(a = 1, b = 2)), toJSON(list(x = factor("ja"), t = as.POSIXct(0, tz = "UTC")), POSIXt = "ISO8601", UTC = TRUE), "\n")
cat(tryCatch(fromJSON('{"a": [1, 2'), error = function(e) "broken JSON"), serializeJSON(1:2) |> unserializeJSON() |> sum(), minify('{ "a" : 1 }'), "\n")

file <- file("records.ndjson", "w")
stream_out(cities, file, verbose = FALSE)
close(file)
cat(readLines("records.ndjson")[2], "\n")
again <- stream_in(file("records.ndjson"), verbose = FALSE)
cat("streamed:", nrow(again), sum(again$area), "\n")

text <- "
name: Wetterstation
since: 2024-02-29
sensors: &sensors
  - {id: 1, unit: °C, on: yes}
  - {id: 2, unit: '%', on: false}
backup: {list: *sensors}
notes: |
  erste Zeile
    eingerückt
folded: >
  eins
  zwei
numbers: [0x1F, 1e3, .inf, ~]
"
config <- yaml.load(text)
cat(config$name, config$since, length(config$backup$list), config$sensors[[1]]$on, config$sensors[[1]]$unit, "\n")
cat(toJSON(config[c("notes", "folded")], auto_unbox = TRUE), unlist(config$numbers), "\n")
cat(as.yaml(list(stadt = "Łódź", werte = list(1L, 2.5, TRUE, "1"), tief = list(a = list(b = "世界")), leer = list()), indent = 4))
write_yaml(cities, "cities.yaml")
cat(readLines("cities.yaml", encoding = "UTF-8")[1:3], sep = "|")
cat("\nsame:", identical(as.data.frame(read_yaml("cities.yaml"))$city, cities$city), as.yaml(cities[1, ], column.major = FALSE))
for (broken in c("a: [1, 2", "a: 1\na: 2", "\tb: 1")) cat(toJSON(broken, auto_unbox = TRUE), tryCatch({ yaml.load(broken); "accepted" }, error = function(e) "refused"), "\n")
cat(yaml.load("x: !expr 1 + 1", eval.expr = TRUE)$x, yaml.load("- 3\n- 4", handlers = list(seq = function(x) sum(unlist(x)))), "\n")
