{{imports}}

print("imported")
