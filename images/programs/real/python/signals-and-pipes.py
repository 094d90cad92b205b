# Forks, pipes, signals, child processes and their status (needs: a system that lets a program fork and be signalled).
import os
import resource
import select
import signal
import subprocess
import sys

heard = []
signal.signal(signal.SIGUSR1, lambda number, _: heard.append(signal.Signals(number).name))
os.kill(os.getpid(), signal.SIGUSR1)
signal.raise_signal(signal.SIGUSR1)
print("heard:", heard)


def ring(number, frame):
    raise TimeoutError("Zeit ist um")


signal.signal(signal.SIGALRM, ring)
signal.setitimer(signal.ITIMER_REAL, 0.05)
try:
    signal.pause()
    print("woken")
except TimeoutError as error:
    print("alarm:", error)

read_end, write_end = os.pipe()
sys.stdout.flush()
child = os.fork()
if child == 0:
    os.close(read_end)
    os.write(write_end, "Grüße vom Kind".encode())
    os._exit(9)
os.close(write_end)
with os.fdopen(read_end, encoding="utf-8") as pipe:
    print("read:", pipe.read())
_, status = os.waitpid(child, 0)
print("status:", os.waitstatus_to_exitcode(status))

python = [sys.executable, "-c"]
done = subprocess.run([*python, "import sys; sys.stdout.write(sys.stdin.read().upper()); print('warnung', file=sys.stderr)"], input="straße", capture_output=True, text=True, check=True)
print("filtered:", done.stdout, "|", done.stderr.strip())
try:
    subprocess.run([*python, "raise SystemExit(3)"], check=True)
except subprocess.CalledProcessError as error:
    print("failed with", error.returncode)
try:
    subprocess.run([*python, "import time; time.sleep(60)"], timeout=0.2)
except subprocess.TimeoutExpired:
    print("killed after a while")
killed = subprocess.Popen([*python, "import signal; print('ready', flush=True); signal.pause()"], stdout=subprocess.PIPE, text=True)
print(killed.stdout.readline().strip())
killed.terminate()
print("ended by", signal.Signals(-killed.wait()).name)
killed.stdout.close()

first = subprocess.Popen([*python, "for n in range(1000): print(n)"], stdout=subprocess.PIPE)
second = subprocess.Popen([*python, "import sys; print(sum(map(int, sys.stdin)))"], stdin=first.stdout, stdout=subprocess.PIPE)
first.stdout.close()
print("chained:", second.communicate()[0].decode().strip(), first.wait())
environment = subprocess.run([*python, "import os; print(os.environ['GRUSS'], os.environ.get('HOME'))"], env={"GRUSS": "Hallo ✓"}, capture_output=True, text=True)
print("environment:", environment.stdout.strip())
a, b = os.pipe(), os.pipe()
os.write(b[1], b"x")
print("readable:", select.select([a[0], b[0]], [], [], 1)[0] == [b[0]])
print("limits are numbers:", all(isinstance(limit, int) for limit in resource.getrlimit(resource.RLIMIT_NOFILE)))
