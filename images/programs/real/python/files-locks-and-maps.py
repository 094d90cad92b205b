# Walks directories, locks and maps files, watches permissions and temporary files (needs: a writable directory).
import errno
import fcntl
import fnmatch
import glob
import mmap
import os
import shutil
import stat
import tempfile
from pathlib import Path

with tempfile.TemporaryDirectory(prefix="bäume-") as name:
    root = Path(name)
    print("below TMPDIR:", root.parent == Path(tempfile.gettempdir()))
    for path in ("a/eins.txt", "a/b/zwei.txt", "a/b/c/drei.log", "ü/vier.txt", "ü/名前.dat"):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(path * 10, encoding="utf-8")
    (root / "link").symlink_to("a/eins.txt")
    os.link(root / "a/eins.txt", root / "hart")

    for directory, folders, files in os.walk(root):
        folders.sort()
        print(Path(directory).relative_to(root).as_posix(), sorted(files))
    print(sorted(path.relative_to(root).as_posix() for path in root.rglob("*.txt")))
    print(sorted(glob.glob("**/*.[ld]*", root_dir=root, recursive=True)), fnmatch.filter(["a.py", "b.txt", "ü.py"], "?.py"))
    info = (root / "hart").stat()
    print("links:", info.st_nlink, "size:", info.st_size, "target:", os.readlink(root / "link"), (root / "link").resolve().name)

    script = root / "skript"
    script.touch(mode=0o640)
    script.chmod(0o750)
    print("mode:", stat.filemode(script.stat().st_mode), os.access(script, os.X_OK))
    os.utime(script, (0, 86400))
    print("changed:", int(script.stat().st_mtime))
    for action in (lambda: (root / "fehlt").read_text(), lambda: (root / "a").rmdir(), lambda: os.mkdir(root / "a"), lambda: os.listdir(script)):
        try:
            action()
        except OSError as error:
            print(type(error).__name__, errno.errorcode[error.errno])

    with open(root / "sperre", "w") as one, open(root / "sperre") as two:
        fcntl.flock(one, fcntl.LOCK_EX)
        try:
            fcntl.flock(two, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("locked already")
        fcntl.flock(one, fcntl.LOCK_UN)
        print("now free:", fcntl.flock(two, fcntl.LOCK_EX | fcntl.LOCK_NB))

    big = root / "gross.bin"
    with open(big, "w+b") as file:
        file.truncate(1 << 20)
        with mmap.mmap(file.fileno(), 0) as memory:
            memory[1000:1006] = "Größe".encode()[:6]
            print("found at", memory.find(b"Gr"), "and size", len(memory))
            memory.flush()
    with open(big, "rb") as file:
        file.seek(-2, os.SEEK_END)
        print("tail:", file.read(), "middle:", os.pread(file.fileno(), 4, 1000))
    shutil.copytree(root / "a", root / "kopie")
    shutil.move(root / "kopie", root / "umzug")
    print("copied:", sum(1 for path in (root / "umzug").rglob("*") if path.is_file()), "space left:", shutil.disk_usage(root).free > 0)
print("removed:", not root.exists())
with tempfile.SpooledTemporaryFile(max_size=10, mode="w+", encoding="utf-8") as spool:
    spool.write("größer als der Speicher")
    spool.seek(0)
    print(spool.read())
