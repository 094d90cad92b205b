# Packs and unpacks zip, tar, gzip, bzip2, xz and zlib data (needs: the standard library with its compression modules).
import bz2
import gzip
import io
import lzma
import shutil
import tarfile
import zipfile
import zlib
from pathlib import Path

source = Path("data")
(source / "tief" / "drin").mkdir(parents=True)
(source / "grüße.txt").write_text("Grüße\n" * 1000, encoding="utf-8")
(source / "tief" / "zahlen.csv").write_text("\n".join(f"{n};{n * n}" for n in range(500)))
(source / "tief" / "drin" / "空.bin").write_bytes(bytes(range(256)) * 8)

files = sorted(path for path in source.rglob("*") if path.is_file())
with zipfile.ZipFile("data.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    for path in files:
        archive.write(path)
    archive.writestr("notiz.txt", "später dazu", compress_type=zipfile.ZIP_LZMA)
    archive.comment = "Sicherung".encode()
with zipfile.ZipFile("data.zip") as archive:
    print(archive.testzip(), archive.comment.decode(), archive.namelist())
    print(archive.read("notiz.txt").decode(), zipfile.Path(archive, "data/tief/zahlen.csv").read_text().splitlines()[-1])
    info = archive.getinfo("data/grüße.txt")
    print("shrunk:", info.compress_size < info.file_size / 20, f"crc {info.CRC:08x}", f"{zlib.crc32(files[0].read_bytes()):08x}")


def plain(info: tarfile.TarInfo) -> tarfile.TarInfo:
    info.uid = info.gid = 0
    info.uname = info.gname = "root"
    info.mtime = 0
    return info


for mode in ("gz", "bz2", "xz"):
    name = f"data.tar.{mode}"
    with tarfile.open(name, f"w:{mode}") as archive:
        archive.add(source, filter=plain)
    with tarfile.open(name) as archive:
        archive.extractall(f"out-{mode}", filter="data")
        kinds = [("d" if member.isdir() else "f") for member in archive.getmembers()]
    copies = [path for path in files if (Path(f"out-{mode}") / path).read_bytes() == path.read_bytes()]
    print(mode, "".join(sorted(kinds)), len(copies), "equal", tarfile.is_tarfile(name))

evil = io.BytesIO()
with tarfile.open(fileobj=evil, mode="w") as archive:
    archive.addfile(tarfile.TarInfo("../outside"))
evil.seek(0)
try:
    tarfile.open(fileobj=evil).extractall("out-evil", filter="data")
except tarfile.OutsideDestinationError as error:
    print("refused:", type(error).__name__)

text = "Ein Satz, der sich wiederholt. ".encode() * 200
for module in (gzip, bz2, lzma, zlib):
    packed = module.compress(text)
    print(f"{module.__name__:5}", packed[:2].hex(), len(packed) < 200, module.decompress(packed) == text)
try:
    gzip.decompress(gzip.compress(text, mtime=0)[:-6])
except EOFError as error:
    print("cut off:", error)
print(Path(shutil.make_archive("again", "zip", source)).name, zipfile.is_zipfile("again.zip"), shutil.unpack_archive("again.zip", "again"))
print(sorted(path.relative_to("again").as_posix() for path in Path("again").rglob("*")))
