text <- rep("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde\n", 32768)
cat(text, sep = "")
cat(text, sep = "", file = stderr())
