source("{{directory}}/greeting.r", encoding = "UTF-8")
cat(greeting("zwei Dateien"), "\n", sep = "")
