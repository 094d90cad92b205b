with open("{{input}}") as file:
    lines = file.read().splitlines()

with open("{{file}}", "w") as file:
    file.write(f"written: {lines[0]}\n")

print(len(lines), lines[0])
