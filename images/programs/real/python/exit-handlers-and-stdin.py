# Standard input at its end, environment, exit handlers, logging, tracebacks and a large output (needs: the language alone).
import argparse
import atexit
import io
import logging
import os
import sys
import traceback
import warnings


class Resource:
    def __init__(self, name: str):
        self.name = name

    def __enter__(self):
        print(self.name, "opened")
        return self

    def __exit__(self, kind, error, trace):
        print(self.name, "closed after", kind.__name__ if kind else "success")
        return kind is KeyError


def deep(n: int) -> int:
    return deep(n + 1)


atexit.register(print, "last words")
print("stdin:", repr(sys.stdin.read()), sys.stdin.isatty())
try:
    input("name? ")
except EOFError:
    print("\nnobody there")
print("directories:", all(os.access(os.environ[name], os.W_OK | os.X_OK) for name in ("HOME", "TMPDIR")))
print("encodings:", sys.stdout.encoding, sys.getfilesystemencoding(), len(sys.argv), os.getuid() != 0)

parser = argparse.ArgumentParser(prog="werkzeug", exit_on_error=False)
parser.add_argument("--größe", type=int, default=3)
print(parser.parse_args(["--größe", "7"]))
try:
    parser.parse_args(["--größe", "viel"])
except argparse.ArgumentError as error:
    print("argument:", error)

with Resource("a"), Resource("b"):
    {}["fehlt"]
stream = io.StringIO()
logging.basicConfig(stream=stream, level=logging.INFO, format="%(levelname)s:%(name)s:%(message)s")
logging.getLogger("app.db").warning("Verbindung %s verloren", "ü")
print(stream.getvalue().strip())
try:
    deep(0)
except RecursionError:
    print("too deep")
try:
    try:
        int("x")
    except ValueError as error:
        error.add_note("in Zeile 7")
        raise RuntimeError("Umwandlung") from error
except RuntimeError as error:
    lines = "".join(traceback.format_exception(error))
    print(lines.count("Traceback"), "in Zeile 7\n" in lines, repr(error.__cause__))
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    warnings.warn("veraltet", DeprecationWarning)
print(caught[0].category.__name__, caught[0].message)
for n in range(4000):
    print(f"{n:05} Zeile mit Umlauten äöü und {n * n:>10}")
