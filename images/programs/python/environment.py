import importlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path


def line(name, problem):
    print(name, problem or "ok")


def differs(name, seen):
    wanted = os.environ.get(name)
    return None if seen == wanted else f"is {wanted}, and {seen} is what counts"


def path():
    command = ["python", "-c", "import sys; print(sys.executable)"]
    started = subprocess.run(command, capture_output=True, text=True).stdout.strip()
    first = os.environ.get("PATH", "").split(":")[0] or None
    return None if os.path.dirname(started) == first else f"is {first}, and finds {started}"


def tmpdir():
    used = tempfile.gettempdir()
    # What it is set to is also what Python takes by itself: only another value shows that it is read.
    own, os.environ["TMPDIR"], tempfile.tempdir = os.environ.get("TMPDIR"), "{{directory}}", None
    obeyed = tempfile.gettempdir() == "{{directory}}"
    return None if used == own and obeyed else f"is {own}, and files go to {used}"


def unbuffered():
    # Ends without flushing: what it wrote arrives only when nothing is held back.
    command = ["python", "-c", "import os, sys; sys.stdout.write('at once'); os._exit(0)"]
    seen = subprocess.run(command, capture_output=True, text=True).stdout
    return None if seen == "at once" else "holds the output back"


def pythonpath():
    module = Path("{{directory}}") / f"kcr_planted_{os.getpid()}.py"
    module.write_text("found = True\n")
    try:
        importlib.invalidate_caches()
        importlib.import_module(module.stem)
    except ImportError as error:
        return error.msg
    finally:
        module.unlink()


line("PATH", path())
line("HOME", differs("HOME", str(Path.home())))
line("PYTHONUNBUFFERED", unbuffered())
line("PYTHONDONTWRITEBYTECODE", None if sys.dont_write_bytecode else "modules are compiled into __pycache__")
line("PYTHONPATH", pythonpath())
line("TMPDIR", tmpdir())
