"""What the Dockerfile installs, and how it is held to checksums. Python's own library and pip are all that is needed.

packages.py install DIRECTORY   installs the packages of requirements.txt; with PIP_CHECKSUMS=verify no file but those of requirements.lock
packages.py lock FILE           writes requirements.lock: what the index gives for requirements.txt, all that is needed for it included
"""

import json
import os
import platform
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
LOCK = HERE / "requirements.lock"
PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
PIP = [sys.executable, "-m", "pip", "install", "--only-binary", ":all:", "--no-cache-dir", "--disable-pip-version-check", "--root-user-action", "ignore"]
# Bases are of Debian 13, whose C library is 2.41: pip there takes wheels made for it and for older ones, the newest first.
GLIBC = range(41, 4, -1)
ARCHITECTURES = ["x86_64", "aarch64"]
AGAIN = "Write it again with scripts/lock-packages.sh python, or build with PIP_CHECKSUMS=record, which holds nothing to a checksum."


def main(verb, place):
    pins = wanted()
    requirements = Path("/tmp/requirements.txt")
    requirements.write_text("".join(f"{name}=={version}\n" for name, version in pins.items()))
    if verb == "install":
        install(place, pins, requirements)
    else:
        lock(place, pins, requirements)


def wanted():
    """The pins of requirements.txt, without PACKAGES_UNAVAILABLE and with those of PIP_REPLACE in their place."""
    lines = [line.partition("#")[0].strip() for line in (HERE / "requirements.txt").read_text().splitlines()]
    pins = dict(line.split("==") for line in lines if line)
    replaced = dict(pin.split("==") for pin in os.environ.get("PIP_REPLACE", "").split())
    absent = os.environ.get("PACKAGES_UNAVAILABLE", "").split()
    return {name: replaced.get(name, version) for name, version in pins.items() if name not in absent}


def install(directory, pins, requirements):
    checksums = os.environ.get("PIP_CHECKSUMS", "")
    if checksums not in ("verify", "record"):
        fail(f"PIP_CHECKSUMS is '{checksums}', expected verify or record")

    held = []
    if checksums == "record":
        print("PIP_CHECKSUMS=record: packages are taken as the index has them, held to no checksum", flush=True)
    elif LOCK.exists():
        requirements.write_text(checked(LOCK.read_text(), pins))
        held = ["--require-hashes"]
    else:
        print("NOT VERIFIED: there is no requirements.lock, so packages are held to their versions alone and to no checksum.", flush=True)
        print("scripts/lock-packages.sh python writes it on a machine that reaches the index.", flush=True)
    run([*PIP, *held, "--no-compile", "--target", directory, "--requirement", str(requirements)])


def checked(text, pins):
    """The lock, without PACKAGES_UNAVAILABLE, when it is one of these pins, this Python and this machine's architecture."""
    for what, here in (("Python", PYTHON), ("Architectures", platform.machine())):
        recorded = re.search(rf"^# {what}: (.+)$", text, re.MULTILINE)
        if recorded is None or here not in recorded[1].split():
            seen = f"for {recorded[1]}" if recorded else "without a line that says for which"
            fail(f"requirements.lock was written {seen} ({what}), and this is {here}: other wheels have other checksums. {AGAIN}")

    absent = os.environ.get("PACKAGES_UNAVAILABLE", "").split()
    entries = [entry for entry in re.findall(r"^[^\s#].*(?:\n[ \t].*)*", text, re.MULTILINE) if canonical(entry.split("==")[0]) not in absent]
    locked = {canonical(name): version for name, version in (entry.split()[0].split("==") for entry in entries)}
    for name, version in pins.items():
        if locked.get(canonical(name)) != version:
            seen = locked.get(canonical(name), "nothing")
            fail(f"requirements.lock has {seen} for {name}, and {name}=={version} is asked for: nothing says which file of it is the right one. {AGAIN}")
    return "".join(f"{entry}\n" for entry in entries)


def lock(file, pins, requirements):
    found = {}
    architectures = []
    for architecture in sorted(ARCHITECTURES, key=lambda one: one != platform.machine()):
        report = Path(f"/tmp/{architecture}.json")
        platforms = [f"manylinux_2_{minor}_{architecture}" for minor in GLIBC] + [f"manylinux2014_{architecture}", f"linux_{architecture}"]
        chosen = [option for one in platforms for option in ("--platform", one)]
        resolved = run(
            [*PIP, "--dry-run", "--ignore-installed", "--quiet", "--target", "/tmp/none", "--report", str(report), *chosen,
             "--requirement", str(requirements)],
            # This machine's own must be had; of another a lock can only say that it is not in it.
            required=architecture == platform.machine())
        if not resolved:
            print(f"no lock for {architecture}: the index has not every wheel for it", flush=True)
            continue
        architectures.append(architecture)
        for package in json.loads(report.read_text())["install"]:
            name = canonical(package["metadata"]["name"])
            # The list's own version: an index may add to it what it did to the sources (3.10.1+dfsg1).
            version = {canonical(pin): version for pin, version in pins.items()}.get(name, package["metadata"]["version"])
            found.setdefault((name, version), set()).add(package["download_info"]["archive_info"]["hashes"]["sha256"])

    lines = [
        "# Written by scripts/lock-packages.sh: the SHA-256 of each wheel for requirements.txt and for what that needs. Not to be edited.",
        f"# Python: {PYTHON}",
        f"# Architectures: {' '.join(sorted(architectures))}",
    ]
    for (name, version), hashes in sorted(found.items()):
        lines.append(" \\\n    ".join([f"{name}=={version}", *(f"--hash=sha256:{one}" for one in sorted(hashes))]))
    Path(file).write_text("\n".join(lines) + "\n")


def canonical(name):
    return re.sub("[-_.]+", "-", name).lower()


def run(command, required=True):
    status = subprocess.run(command, check=False).returncode
    if status and required:
        sys.exit(status)
    return status == 0


def fail(message):
    sys.exit(message)


main(*sys.argv[1:])
