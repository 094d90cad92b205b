import os
import time

# Bounded by its own count: at most {{count}} processes, half of them in sessions of their own, all of them busy until they are ended.
for number in range({{count}}):
    try:
        child = os.fork()
    except OSError:
        break
    if child == 0:
        if number % 2:
            os.setsid()
        while True:
            pass
print("started", flush=True)
while True:
    time.sleep(1)
