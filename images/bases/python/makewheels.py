"""Makes a package index of unpacked Debian packages: makewheels.py LIST UNPACKED INDEX

LIST has a line for each wheel, the Debian packages that it is made of; UNPACKED a directory for each package; INDEX gets a
directory for each project, with its wheel and an index.html, as pip asks for them.
"""

import base64
import hashlib
import html
import re
import sys
import sysconfig
import zipfile
from email.parser import HeaderParser
from pathlib import Path

MODULES = "usr/lib/python3/dist-packages"

# Where Debian keeps a package's data elsewhere, and what its sources say of that place.
DATA = {"matplotlib": ("usr/share/matplotlib/mpl-data", "matplotlib/mpl-data")}
TEXTS = {"matplotlib/__init__.py": ("yield '/etc/matplotlibrc'", "yield os.path.join(get_data_path(), 'matplotlibrc')")}


def main(listing, unpacked, index):
    for line in Path(listing).read_text().splitlines():
        packages = line.partition("#")[0].split()
        if packages:
            make_wheel([Path(unpacked, package) for package in packages], Path(unpacked), Path(index))


def make_wheel(packages, unpacked, index):
    files = {}
    for package in packages:
        files |= read(package / MODULES, unpacked)
    [about] = {name.split("/")[0] for name in files if name.split("/")[0].endswith((".dist-info", ".egg-info"))}
    described = next(name for name in (f"{about}/METADATA", f"{about}/PKG-INFO", about) if name in files)
    headers = HeaderParser().parsestr(files[described].decode())
    project, version = headers["Name"], headers["Version"]

    for directory, within in filter(None, [DATA.get(project)]):
        for package in packages:
            files |= {f"{within}/{name}": content for name, content in read(package / directory, unpacked).items()}
    for name in TEXTS.keys() & files.keys():
        debian, upstream = TEXTS[name]
        assert debian in files[name].decode(), f"{name} has no {debian}"
        files[name] = files[name].replace(debian.encode(), upstream.encode())

    binary = any(name.endswith(".so") for name in files)
    release = f"cp{sys.version_info.major}{sys.version_info.minor}"
    tag = f"{release}-{release}-{re.sub('[-.]', '_', sysconfig.get_platform())}" if binary else "py3-none-any"
    escaped = re.sub("[-_.]+", "_", project)
    own = f"{escaped}-{version}.dist-info"
    wheel = {name: content for name, content in files.items() if not name.startswith(about)}
    wheel[f"{own}/METADATA"] = files[described]
    wheel[f"{own}/WHEEL"] = f"Wheel-Version: 1.0\nGenerator: makewheels\nRoot-Is-Purelib: {str(not binary).lower()}\nTag: {tag}\n".encode()
    wheel[f"{own}/RECORD"] = "".join([f"{row(name, content)}\n" for name, content in wheel.items()] + [f"{own}/RECORD,,\n"]).encode()

    directory = index / re.sub("[-_.]+", "-", project).lower()
    directory.mkdir(parents=True)
    file = f"{escaped}-{version}-{tag}.whl"
    with zipfile.ZipFile(directory / file, "w") as archive:
        for name, content in sorted(wheel.items()):
            archive.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED, compresslevel=1)
    link = html.escape(file)
    (directory / "index.html").write_text(f'<!DOCTYPE html><a href="{link.replace("+", "%2B")}">{link}</a>\n')


def read(directory, unpacked):
    """The files below a directory, by their names; links are followed into whatever package has their target."""
    files = {}
    for path in sorted(directory.rglob("*")):
        file = target(path, unpacked)
        if file is not None and "__pycache__" not in path.parts:
            files[path.relative_to(directory).as_posix()] = file.read_bytes()
    return files


def target(path, unpacked):
    if not path.is_symlink():
        return path if path.is_file() else None
    place = path.readlink()
    own = next(package for package in unpacked.iterdir() if package in path.parents)
    place = place.relative_to("/") if place.is_absolute() else Path(relative(path.parent.relative_to(own), place))
    return next((package / place for package in unpacked.iterdir() if (package / place).is_file()), None)


def relative(directory, link):
    parts = list(directory.parts)
    for part in link.parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def row(name, content):
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
    quoted = f'"{name}"' if "," in name else name
    return f"{quoted},sha256={digest},{len(content)}"


main(*sys.argv[1:])
