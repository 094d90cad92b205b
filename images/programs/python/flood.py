import sys

text = ("0123456789abcdef" * 3 + "0123456789abcde\n") * 32768
print(text, end="")
print(text, end="", file=sys.stderr)
