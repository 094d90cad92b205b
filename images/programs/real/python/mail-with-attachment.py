# Composes and parses mail with umlauts and an attachment, templates and a dump of records (needs: the email package, shelve).
import csv
import email
import io
import mimetypes
import shelve
import textwrap
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parsedate_to_datetime
from datetime import datetime, timedelta, timezone
from string import Template

GUESTS = [{"name": "Jürgen Groß", "user": "jg", "places": 2}, {"name": "Øystein", "user": "oy", "places": 1}, {"name": "王芳", "user": "wf", "places": 4}]
LETTER = Template("Liebe/r $name,\n\nwir haben $places Plätze für Sie, das macht $$${sum}.\n")

table = io.StringIO()
writer = csv.DictWriter(table, fieldnames=["name", "user", "places"], delimiter=";", quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
writer.writeheader()
writer.writerows(GUESTS)
print(table.getvalue(), end="")

for guest in GUESTS:
    message = EmailMessage()
    message["Subject"] = f"Einladung für {guest['name']}"
    message["From"] = Address("Theater „Süd“", "kasse", "example.org")
    message["To"] = Address(guest["name"], guest["user"], "example.com")
    message["Date"] = datetime(2024, 5, 1, 9, 30, tzinfo=timezone(timedelta(hours=2)))
    message.set_content(LETTER.substitute(guest, sum=12 * guest["places"]))
    message.add_alternative(f"<p>Liebe/r <b>{guest['name']}</b></p>", subtype="html")
    message.add_attachment(table.getvalue().encode(), maintype="text", subtype="csv", filename="gäste.csv", params={"charset": "utf-8"})
    raw = message.as_bytes(policy=policy.SMTP.clone(cte_type="7bit"))

    parsed = email.message_from_bytes(raw, policy=policy.default)
    print(raw.isascii(), parsed["Subject"], "|", parsed["To"].addresses[0].display_name, parsed["To"].addresses[0].addr_spec)
    print(parsed.get_body(("plain",)).get_content().splitlines()[2], [part.get_content_type() for part in parsed.walk()])
    attachment = next(parsed.iter_attachments())
    print(attachment.get_filename(), attachment.get_content() == table.getvalue(), parsed["Date"].datetime.isoformat())

print(format_datetime(datetime(2024, 2, 29, 23, 59, tzinfo=timezone.utc)), parsedate_to_datetime("Fri, 01 Mar 2024 00:00:00 -0500").utcoffset())
print(mimetypes.guess_type("bild.png")[0], mimetypes.guess_type("daten.tar.gz"))
try:
    LETTER.substitute(name="x")
except KeyError as error:
    print("missing:", error)

with shelve.open("guests") as store:
    for guest in GUESTS:
        store[guest["user"]] = guest
with shelve.open("guests", flag="r") as store:
    print(sorted(store), store["wf"]["name"], sum(guest["places"] for guest in store.values()))
print(textwrap.indent(textwrap.fill("Bitte bringen Sie die Karten mit; die Türen öffnen um acht.", 30), "> "))
print(list(csv.reader(['a,"b ""c""",,"zwei\n', 'Zeilen"\n'])), csv.Sniffer().sniff("x;y;z\n1;2;3\n4;5;6\n").delimiter)
