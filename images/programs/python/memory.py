memory = []
for _ in range(256):
    memory.append(b"x" * (16 << 20))
print("no limit")
