# Takes a web server's log apart with regular expressions and reports on it (needs: the standard library).
import re
import statistics
from collections import Counter, defaultdict
from itertools import groupby

LINE = re.compile(
    r"""(?P<host>\d{1,3}(?:\.\d{1,3}){3}) \s - \s (?P<user>\S+) \s
        \[(?P<day>\d\d)/(?P<month>[A-Z][a-z]{2})/(?P<year>\d{4}):(?P<clock>[\d:]{8}) \s [+-]\d{4}\] \s
        "(?P<method>GET|POST|PUT) \s (?P<path>[^\s"]+) [^"]*" \s (?P<status>\d{3}) \s (?P<size>\d+|-)""",
    re.VERBOSE,
)


def log():
    state = 12345
    for n in range(400):
        state = (state * 1103515245 + 12345) % 2**31
        host = f"10.0.{state % 3}.{state // 7 % 5}"
        path = ("/", "/index.html", "/b%C3%BCcher?id=7", "/api/v1/items", "/bild.png")[state // 11 % 5]
        status = (200, 200, 200, 304, 404, 500)[state // 13 % 6]
        size = "-" if status == 304 else str(state // 17 % 5000)
        yield f'{host} - - [29/Feb/2024:{n // 60 + 8:02}:{n % 60:02}:00 +0100] "GET {path} HTTP/1.1" {status} {size}'
    yield "garbage « line »"


hits, by_status, sizes, bad = [], Counter(), defaultdict(list), 0
for line in log():
    if not (match := LINE.match(line)):
        bad += 1
        continue
    hits.append(match.groupdict())
    by_status[match["status"]] += 1
    if match["size"] != "-":
        sizes[match["path"].partition("?")[0]].append(int(match["size"]))

print(len(hits), "hits,", bad, "bad;", sum(by_status.values()) == len(hits))
for status, count in sorted(by_status.items()):
    print(f"{status} {count:4} {'█' * round(count / 5)}")
print(f"{'path':15} {'hits':>5} {'median':>9} {'quartiles':>20} {'deviation':>10}")
for path, values in sorted(sizes.items()):
    low, _, high = statistics.quantiles(values, n=4)
    print(f"{path:15} {len(values):5} {statistics.median(values):9.1f} {low:10.2f}{high:10.2f} {statistics.stdev(values):10.2f}")
for hour, group in groupby(hits, key=lambda hit: hit["clock"][:2]):
    print(hour, sum(1 for _ in group), end="; ")
print()
print("busiest:", Counter(hit["host"] for hit in hits).most_common(1)[0][1] >= 400 / 15)
print(re.sub(r"(?<=\d)(?=(?:\d{3})+(?!\d))", "'", "1234567 und 89 und 1000"), re.findall(r"\b(\w)\w*\1\b", "Anna otto Uhu Lagerregal", re.I))
print(re.split(r"\s*[;,]\s*", "Äpfel ; Birnen,Öl"), re.fullmatch(r"[^\W\d_]+", "Größe") is not None, re.search(r"(?P<q>['\"])(.*?)(?P=q)", 'er sagt "ja"')[2])
print(re.sub(r"(\w+), (\w+)", lambda m: f"{m[2].title()} {m[1].upper()}", "müller, zoë; ødegaard, bjørn"))
