lines <- readLines("{{input}}", encoding = "UTF-8")
cat(length(lines), " ", lines[1L], "\n", sep = "")
writeLines(paste0("written: ", lines[1L]), "{{file}}")
