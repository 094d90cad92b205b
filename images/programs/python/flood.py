line = "0123456789abcdef" * 3 + "0123456789abcde\n"
print(line * 32768, end="")
