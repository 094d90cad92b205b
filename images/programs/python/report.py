import os
import platform
import sys
from pathlib import Path


def show(key, read):
    try:
        print(key, read())
    except OSError as error:
        print(key, "!", error)


show("environ", lambda: Path("/proc/self/environ").read_bytes().hex())
show("status", lambda: Path("/proc/self/status").read_bytes().hex())
show("cwd", lambda: os.getcwdb().hex())
show("mntns", lambda: os.readlink("/proc/self/ns/mnt"))
show("nonce", lambda: Path("{{nonce}}").read_bytes().hex())
show("stdin", lambda: len(sys.stdin.buffer.read()))
show("version", platform.python_version)
print("utf8 Grüße, 世界 ✓")

Path("{{file}}").write_text("written by the report\n")
print("Überlauf ✓", file=sys.stderr)
sys.exit(3)
