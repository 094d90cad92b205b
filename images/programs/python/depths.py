import os

# The first tree is in the workspace, the second in the data directory: both are deeper than a path can be long.
print(os.getcwd())
for start in os.getcwd(), "{{directory}}":
    os.makedirs(start, exist_ok=True)
    os.chdir(start)
    for _ in range(60):
        os.mkdir("d" * 100)
        os.chdir("d" * 100)
print("done")
