"""A sidecar as somebody else could have written it: HTTP by FastAPI, programs in the working directory itself.

MANNERS names what is wrong with it, separated by commas; with none of them it keeps the contract.
"""

import ctypes
import os
import shutil
import signal
import stat
import subprocess
import tempfile
import threading
import time
from pathlib import Path

import uvicorn
from fastapi import FastAPI, File, HTTPException, UploadFile
from fastapi.responses import FileResponse
from pydantic import BaseModel

MANNERS = {manner for manner in os.environ.get("MANNERS", "").split(",") if manner}
DATA = Path(os.environ.get("WORKING_DIR", "/mnt/data"))
LONGEST = int(os.environ.get("MAX_EXECUTION_TIME", "120"))
LIMIT = 1 << 20
TIMED_OUT = 124
PR_SET_CHILD_SUBREAPER = 36
DEFAULT_PATH = b"PATH=/usr/local/bin:/usr/bin:/bin"

UNKNOWN = MANNERS - {"first-sleep", "own-files", "default-path", "fixed-names", "late-cap", "logs-environment"}
if UNKNOWN:
    raise SystemExit(f"unknown manners: {', '.join(sorted(UNKNOWN))}")

app = FastAPI()


class Request(BaseModel):
    """The body of POST /execute: no field takes null."""

    code: str
    timeout: int = 30
    working_dir: str = str(DATA)


class Capture(threading.Thread):
    """Reads a stream to its end and keeps what is within the limit."""

    def __init__(self, stream):
        super().__init__(daemon=True)
        self.stream, self.kept, self.truncated = stream, bytearray(), False
        self.start()

    def run(self):
        while chunk := os.read(self.stream.fileno(), 65536):
            room = LIMIT - len(self.kept)
            if "late-cap" in MANNERS:
                room = len(chunk)
            self.kept += chunk[:room]
            self.truncated |= len(chunk) > room

    def text(self):
        if "late-cap" in MANNERS and len(self.kept) > LIMIT:
            return self.kept[:LIMIT].decode(errors="ignore") + "\n[output truncated]"
        # A character is never cut; what is no UTF-8 is replaced.
        kept = bytes(self.kept)
        if self.truncated:
            for cut in range(4):
                try:
                    return kept[: len(kept) - cut].decode()
                except UnicodeDecodeError:
                    continue
        return kept.decode(errors="replace")


def argv_of(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[:-1]
    except OSError:
        return []


def namespace_of(pid):
    try:
        return os.readlink(f"/proc/{pid}/ns/mnt")
    except OSError:
        return None


def fields_of(pid):
    """What /proc says of a process from its state on; None for one that is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None


def stat_of(pid):
    """Parent and start time; None for a process that is gone or a zombie."""
    fields = fields_of(pid)
    return None if fields is None or fields[0] in "ZX" else (int(fields[1]), int(fields[19]))


def processes():
    return sorted(int(name) for name in os.listdir("/proc") if name.isdigit())


def find_main():
    """The process id of main; None when there is none."""
    if "first-sleep" in MANNERS:
        return next((pid for pid in processes() if pid != os.getpid() and b"sleep" in b" ".join(argv_of(pid))), None)
    own = namespace_of("self")
    seen = {pid: (namespace_of(pid), stat_of(pid)) for pid in processes()}
    oldest = {}
    for pid, (namespace, stat) in seen.items():
        if stat is not None and namespace is not None and (namespace not in oldest or (stat[1], pid) < oldest[namespace][0]):
            oldest[namespace] = ((stat[1], pid), pid)
    mains = [
        pid
        for pid, (namespace, stat) in seen.items()
        if stat is not None and argv_of(pid) == [b"sleep", b"infinity"] and namespace != own
        and (namespace is None or oldest[namespace][1] == pid)
    ]
    return mains[0] if len(mains) == 1 else None


def environ_of(pid):
    try:
        environ = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")[:-1]
    except OSError as fault:
        if "default-path" in MANNERS:
            return [DEFAULT_PATH]
        raise HTTPException(503, f"the environ of main, process {pid}, cannot be read: {fault.strerror}") from fault
    if "logs-environment" in MANNERS:
        print("environment of main:", environ, flush=True)
    return environ


def command_in(main, directory, program):
    if main is not None:
        # SCHED_IDLE: a program's processes, however many, leave the sidecar the time that it needs to end them.
        return [b"chrt", b"--idle", b"0", b"nsenter", b"--target", str(main).encode(), b"--mount", b"--wdns=" + os.fsencode(directory), b"--", b"/usr/bin/env", b"-i",
                *environ_of(main), b"python", os.fsencode(program)]
    if "own-files" in MANNERS:
        return [b"/usr/bin/env", b"-i", DEFAULT_PATH, b"python3", os.fsencode(program)]
    raise HTTPException(503, "main was not found: no other container has exactly one 'sleep infinity' as its first process")


def descendants(root):
    children = {}
    for pid in processes():
        if (stat := stat_of(pid)) is not None:
            children.setdefault(stat[0], []).append(pid)
    found, open_ends = [], [root]
    while open_ends:
        below = children.get(open_ends.pop(), [])
        found += below
        open_ends += below
    return found


def end(mark):
    """Kills whatever carries the execution's mark among the descendants, and fetches the status of what left its session, which has
    become a child of this process."""
    for group in mark:
        try:
            os.killpg(group, signal.SIGKILL)
        except OSError:
            pass
    while True:
        left = [pid for pid in descendants(os.getpid()) if pid in mark or belongs(pid, mark)]
        for pid in left:
            try:
                os.kill(pid, signal.SIGKILL)
            except OSError:
                pass
        dead = [pid for pid in zombies() if pid in mark or belongs(pid, mark)]
        for pid in dead:
            try:
                os.waitpid(pid, os.WNOHANG)
            except OSError:
                pass
        if not left and not dead:
            return
        time.sleep(0.01)


def zombies():
    """The children of this process that have ended and were not asked for their status."""
    seen = ((pid, fields_of(pid)) for pid in processes())
    return [pid for pid, fields in seen if fields is not None and fields[0] == "Z" and int(fields[1]) == os.getpid()]


def belongs(pid, mark):
    return any(group in mark for group in (group_of(pid), session_of(pid)))


def group_of(pid):
    try:
        return os.getpgid(pid)
    except OSError:
        return 0


def session_of(pid):
    try:
        return os.getsid(pid)
    except OSError:
        return 0


class Watch(threading.Thread):
    """Notes every process, group and session below an execution while it runs."""

    def __init__(self, root):
        super().__init__(daemon=True)
        self.mark, self.root, self.over = {root}, root, threading.Event()
        self.start()

    def run(self):
        while not self.over.wait(0.05):
            self.look()

    def look(self):
        for pid in descendants(self.root):
            self.mark.update(number for number in (pid, group_of(pid), session_of(pid)) if number not in (0, OWN_GROUP, OWN_SESSION))


OWN_GROUP, OWN_SESSION = os.getpgid(0), os.getsid(0)


@app.post("/execute")
def execute(request: Request):
    if not 1 <= request.timeout <= LONGEST:
        raise HTTPException(400, f"timeout must be 1 to {LONGEST} seconds")
    directory = (DATA / request.working_dir).resolve()
    if directory != DATA and DATA not in directory.parents:
        raise HTTPException(400, "working_dir must be below the working directory")
    directory.mkdir(parents=True, exist_ok=True)
    # The program runs in the working directory itself; its source lies apart, so that two do not meet.
    place = None if "fixed-names" in MANNERS else Path(tempfile.mkdtemp(prefix=".run-", dir=DATA))
    program = (place or DATA) / "code.py"
    started = time.monotonic()
    try:
        program.write_text(request.code)
        command = command_in(find_main(), directory, program)
        child = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
            cwd=directory, env={b"PATH": b"/usr/bin:/bin"})
        watch, out, err = Watch(child.pid), Capture(child.stdout), Capture(child.stderr)
        timed_out = False
        try:
            code = child.wait(request.timeout)
        except subprocess.TimeoutExpired:
            timed_out, code = True, TIMED_OUT
        watch.look()
        watch.over.set()
        end(watch.mark)
        if timed_out:
            child.wait()
        out.join(5)
        err.join(5)
    finally:
        if place is not None:
            shutil.rmtree(place, ignore_errors=True)
    answer = {
        "exit_code": TIMED_OUT if timed_out else 128 - code if code < 0 else code,
        "stdout": out.text(),
        "stderr": err.text(),
        "execution_time_ms": int((time.monotonic() - started) * 1000),
    }
    return answer if "late-cap" in MANNERS else {**answer, "timed_out": timed_out, "truncated": out.truncated or err.truncated}


def confined(name):
    path = (DATA / name).resolve()
    if DATA not in path.parents:
        raise HTTPException(403, "outside the working directory")
    return path


@app.get("/files")
def listing():
    # By descriptors: a path may be longer than a system call takes.
    found = []
    for place, _, names, directory in os.fwalk(DATA):
        for name in names:
            try:
                seen = os.stat(name, dir_fd=directory, follow_symlinks=False)
            except FileNotFoundError:
                continue
            if stat.S_ISREG(seen.st_mode):
                found.append({"path": os.path.relpath(os.path.join(place, name), DATA), "size": seen.st_size})
    return {"files": sorted(found, key=lambda file: file["path"])}


@app.post("/files")
def store(files: list[UploadFile] = File(...)):
    stored = []
    for file in files:
        path = confined(file.filename or "")
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as target:
            shutil.copyfileobj(file.file, target)
        stored.append({"path": str(path.relative_to(DATA)), "size": path.stat().st_size})
    return {"files": stored}


@app.get("/files/{name:path}")
def fetch(name: str):
    path = confined(name)
    if not path.is_file():
        raise HTTPException(404, "no such file")
    return FileResponse(path, media_type="application/octet-stream")


@app.delete("/files/{name:path}")
def remove(name: str):
    path = confined(name)
    if not path.is_file():
        raise HTTPException(404, "no such file")
    path.unlink()
    return {"files": []}


@app.get("/health")
def health():
    return {"status": "healthy"}


@app.get("/ready")
def ready():
    if find_main() is None and "own-files" not in MANNERS:
        raise HTTPException(503, "main was not found")
    return {"status": "ready"}


if __name__ == "__main__":
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    os.umask(0o002)
    uvicorn.run(app, host="0.0.0.0", port=int(os.environ.get("SIDECAR_PORT", "8080")), log_level="info", access_log=True)
