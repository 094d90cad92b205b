# Serves pages on the loopback interface, fetches them with requests and reads them with Beautiful Soup (needs: requests, beautifulsoup4, lxml).
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import requests
from bs4 import BeautifulSoup

PAGE = """<!DOCTYPE html><html lang="de"><head><title>Bücherliste</title></head><body>
<h1>Bücher &amp; Preise</h1>
<table id="books"><tr><th>Titel</th><th>Preis</th></tr>
<tr><td><a href="/b/1">Die Verwandlung</a></td><td>7,90 €</td></tr>
<tr><td><a href="/b/2">Преступление и наказание</a></td><td>12,50 €</td></tr>
<tr><td><a href="/b/3">雪国</a></td><td>9,00 €</td></tr></table>
<p class="note">Stand: <time datetime="2024-03-01">1. März 2024</time></p></body></html>"""


class Handler(BaseHTTPRequestHandler):
    def reply(self, status, kind, body):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        if self.path == "/":
            self.reply(200, "text/html; charset=iso-8859-15", PAGE.encode("iso-8859-15", "xmlcharrefreplace"))
        else:
            self.reply(404, "text/plain", b"no such page")

    def do_POST(self):
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.reply(200, "application/json", json.dumps({"sum": sum(sent["numbers"]), "agent": self.headers["X-Agent"]}).encode())

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
base = f"http://127.0.0.1:{server.server_port}"

with requests.Session() as session:
    session.trust_env = False
    answer = session.get(base, timeout=10)
    print(answer.status_code, answer.encoding, answer.ok)
    for parser in ("html.parser", "lxml"):
        soup = BeautifulSoup(answer.text, parser)
        prices = [cell.get_text(strip=True) for cell in soup.select("#books td") if "€" in cell.text]
        print(parser, soup.title.string, soup.h1.get_text(), prices)
    for link in soup.find_all("a"):
        print(link["href"], link.get_text())
    print("date:", soup.find("time")["datetime"])
    missing = session.get(f"{base}/b/1", timeout=10)
    try:
        missing.raise_for_status()
    except requests.HTTPError as error:
        print("error:", error.response.status_code, error.response.text)
    print(session.post(base, json={"numbers": [1, 2, 39]}, headers={"X-Agent": "test"}, timeout=10).json())

server.shutdown()
